import { describe, expect, it } from 'vitest';
import { refuseOutOfDate } from '#lib/function/out-of-date.ts';

const tickMs = Date.UTC(2026, 0, 5, 9, 0);
const timing = (ageSeconds: number, intervalSeconds = 60) => ({
  tickMs,
  nowMs: tickMs + ageSeconds * 1000,
  intervalMs: intervalSeconds * 1000,
});

describe('an event', () => {
  it.each([-60, 0, 59, 120])('may run %i s after it was due', (age) => {
    expect(() => refuseOutOfDate('tick', timing(age))).not.toThrow();
  });

  it('is stale after two intervals', () => {
    expect(() => refuseOutOfDate('tick', timing(121))).toThrow(
      '121 s old, more than 2 intervals of 60 s',
    );
    expect(() => refuseOutOfDate('tick', timing(121, 300))).not.toThrow();
    expect(() => refuseOutOfDate('tick', timing(601, 300))).toThrow(
      'more than 2 intervals of 300 s old',
    );
  });

  it('from over a minute ahead would lock out the ticks until then', () => {
    expect(() => refuseOutOfDate('tick', timing(-61))).toThrow('due in 61 s, more than 60 s ahead');
  });
});
