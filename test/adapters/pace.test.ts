import { describe, expect, it } from 'vitest';
import { createPace, type Pace } from '#adapters/pace.ts';
import { deadlineIn } from './sample.ts';

/** Three at once and two a second. */
const paced = () => {
  let now = 1_000_000;
  const waits: number[] = [];
  const pace: Pace = createPace({
    burst: 3,
    perSecond: 2,
    nowMs: () => now,
    wait: async (ms) => {
      waits.push(ms);
    },
  });
  return {
    pace,
    waits,
    rest: (ms: number) => {
      now += ms;
    },
  };
};

const take = async (
  pace: Pace,
  count: number,
  remainingMs = 60_000,
): Promise<readonly boolean[]> => {
  const taken: boolean[] = [];
  while (taken.length < count) taken.push(await pace(deadlineIn(remainingMs)));
  return taken;
};

describe('pace', () => {
  it('lets a burst go at once and the rest one by one', async () => {
    const { pace, waits } = paced();
    await take(pace, 6);
    expect(waits).toEqual([500, 1000, 1500]);
  });

  it('counts what went before, and forgets it at the stated rate', async () => {
    const { pace, waits, rest } = paced();
    await take(pace, 3);
    rest(600);
    await take(pace, 2);
    expect(waits).toEqual([400]);
  });

  it('saves up no more than a burst, however long nobody calls', async () => {
    const { pace, waits, rest } = paced();
    await take(pace, 1);
    rest(3_600_000);
    await take(pace, 4);
    expect(waits).toEqual([500]);
  });

  it('refuses at once a turn that would come after the deadline, and gives it to the next', async () => {
    const { pace, waits } = paced();
    await take(pace, 3);
    expect(await take(pace, 2, 499)).toEqual([false, false]);
    expect(await take(pace, 1, 500)).toEqual([true]);
    expect(waits).toEqual([500]);
  });

  it('stops waiting when the deadline is over', async () => {
    const pace = createPace({ burst: 1, perSecond: 0.01 });
    await take(pace, 1);
    const deadline = { remainingMs: () => 200_000, signal: AbortSignal.abort() };
    expect(await pace(deadline)).toBe(true);
  });
});
