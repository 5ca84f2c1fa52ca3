import { describe, expect, it } from 'vitest';
import { untilNextTickMs } from '#lib/function/tick-timing.ts';

const tickMs = Date.UTC(2026, 0, 5, 9, 0);
const timing = (ageSeconds: number, intervalSeconds = 60) => ({
  tickMs,
  nowMs: tickMs + ageSeconds * 1000,
  intervalMs: intervalSeconds * 1000,
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
