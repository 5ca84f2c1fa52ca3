import { describe, expect, it } from 'vitest';
import { refuseOutOfDate, untilNextTickMs } from '#lib/function/tick-timing.ts';

const tickMs = Date.UTC(2026, 0, 5, 9, 0);
const timing = (ageSeconds: number, intervalSeconds = 60) => ({
  tickMs,
  nowMs: tickMs + ageSeconds * 1000,
  intervalMs: intervalSeconds * 1000,
});

describe('a tick', () => {
  it.each([-60, 0, 59, 120])('may run %i s after it was due', (age) => {
    expect(() => refuseOutOfDate(timing(age))).not.toThrow();
  });

  it('is stale after two intervals', () => {
    expect(() => refuseOutOfDate(timing(121))).toThrow('121 s old, more than 2 intervals of 60 s');
    expect(() => refuseOutOfDate(timing(121, 300))).not.toThrow();
    expect(() => refuseOutOfDate(timing(601, 300))).toThrow('more than 2 intervals of 300 s old');
  });

  it('from over a minute ahead would lock out the ticks until then', () => {
    expect(() => refuseOutOfDate(timing(-61))).toThrow('due in 61 s, more than 60 s ahead');
  });
});

describe('the next tick', () => {
  it.each([
    { name: 'an interval away when on time', age: 0, left: 60 },
    { name: 'nearer the later this one is', age: 42, left: 18 },
    { name: 'the one after next when the next is due already', age: 65, left: 55 },
    { name: 'an interval after this one when this one came early', age: -10, left: 70 },
  ])('is $name', ({ age, left }) => {
    expect(untilNextTickMs(timing(age))).toBe(left * 1000);
  });
});
