import { describe, expect, it } from 'vitest';
import { tickDeadline } from '#lib/function/tick-deadline.ts';

const allowedMs = (invocationMs: number, untilNextTickMs: number): number =>
  tickDeadline({ invocationMs, untilNextTickMs }).remainingMs();

describe('the deadline', () => {
  it('keeps two seconds of the invocation for the report', () => {
    expect(allowedMs(50_000, 600_000)).toBeGreaterThan(47_000);
    expect(allowedMs(50_000, 600_000)).toBeLessThanOrEqual(48_000);
  });

  it('is when the next tick is due', () => {
    expect(allowedMs(50_000, 28_000)).toBeGreaterThan(27_000);
    expect(allowedMs(50_000, 28_000)).toBeLessThanOrEqual(28_000);
  });

  it('leaves a tick that began late twenty seconds', () => {
    expect(allowedMs(50_000, 800)).toBeGreaterThan(19_000);
    expect(allowedMs(50_000, 800)).toBeLessThanOrEqual(20_000);
  });

  it('never outlasts the invocation, however late the tick began', () => {
    expect(allowedMs(12_000, 800)).toBeLessThanOrEqual(10_000);
  });

  it('is over at once when there is no time', () => {
    expect(allowedMs(1_500, 60_000)).toBe(0);
  });

  it('aborts what waits', async () => {
    const { signal, remainingMs } = tickDeadline({
      invocationMs: 2_010.7,
      untilNextTickMs: 60_000,
    });
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    expect(signal.aborted).toBe(true);
    expect(remainingMs()).toBeLessThan(10);
  });
});
