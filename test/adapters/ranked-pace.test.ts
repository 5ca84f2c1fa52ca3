/** Many functions over one bucket, in virtual time. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bucket } from '#adapters/bucket.ts';
import { readPace } from '#adapters/ecs-reader.ts';
import { type BucketStore, createRankedPace } from '#adapters/ranked-pace.ts';
import { readBooking } from '#adapters/read-turns.ts';
import { updatePace, updateReserves } from '#adapters/update-turns.ts';
import type { Deadline, UpdateRank } from '#lib/ports.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';

/** The slowest answer of the table. */
const slowestMs = 40;

/** Six tokens at 4.8 a second: the shortest gap between two ranks. */
const gapMs = 1_250;

const ranks = ['high', 'medium', 'low', 'in'] as const;

/** Answers take their time, so that functions overtake each other between reading and writing. */
const slowStore = (time: VirtualTime, random: () => number): BucketStore => {
  let held: { readonly bucket: Bucket | null; readonly version: number } = {
    bucket: null,
    version: 0,
  };
  const answer = () => time.wait(random() * (slowestMs / 2));
  return {
    load: async () => {
      await answer();
      const loaded = held;
      await answer();
      return loaded;
    },
    save: async (bucket, version) => {
      await answer();
      const isMine = version === held.version;
      if (isMine) held = { bucket, version: version + 1 };
      await answer();
      return isMine;
    },
  };
};

type Ask = { readonly worker: number; readonly atMs: number; readonly rank: UpdateRank };

type Turn = Ask & { readonly gotMs: number | null };

type Play = { readonly seed: number; readonly lifeMs?: number };

/** A generator of its own, so that a story that failed fails again. */
const randomFrom = (seed: number) => {
  let state = seed >>> 0;
  return (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

/** Workers of a large fleet, each of which knows at once how many calls it will make. */
const bookTogether = async (workers: number, calls: number) => {
  const time = createVirtualTime();
  const random = randomFrom(11);
  const store = slowStore(time, random);
  let tries = 0;
  const counting: BucketStore = {
    ...store,
    save: async (...args) => {
      tries += 1;
      return store.save(...args);
    },
  };
  const { nowMs, wait } = time;
  const deadline: Deadline = { remainingMs: () => 50_000, signal: new AbortController().signal };
  const worker = async (): Promise<readonly (number | null)[]> => {
    const pace = createRankedPace({ ...readPace, ...readBooking, nowMs, wait, random }, counting);
    // Functions do not all start within the same millisecond.
    await wait(random() * 500);
    return Promise.all(
      Array.from({ length: calls }, async () => ((await pace(deadline)) ? nowMs() : null)),
    );
  };
  const turns = await time.run(Promise.all(Array.from({ length: workers }, worker)));
  return { tries, turns: turns.flat() };
};

const play = async (asks: readonly Ask[], { seed, lifeMs = 3_600_000 }: Play) => {
  const time = createVirtualTime();
  const random = randomFrom(seed);
  const store = slowStore(time, random);
  const { nowMs, wait } = time;
  const workers = new Map(
    [...new Set(asks.map(({ worker }) => worker))].map((worker) => [
      worker,
      createRankedPace({ ...updatePace, nowMs, wait, random }, store),
    ]),
  );
  const { signal } = new AbortController();
  const deadline: Deadline = { remainingMs: () => lifeMs - nowMs(), signal };
  const turns = asks.map(async (ask): Promise<Turn> => {
    await wait(ask.atMs);
    const isMine = await workers.get(ask.worker)?.(deadline, updateReserves[ask.rank]);
    return { ...ask, gotMs: isMine ? nowMs() : null };
  });
  return time.run(Promise.all(turns));
};

const timesOf = (turns: readonly Turn[]): readonly number[] =>
  turns.flatMap(({ gotMs }) => (gotMs === null ? [] : [gotMs])).sort((a, b) => a - b);

/** In every window, up to what answers that came late bring together. */
const mostOver = (times: readonly number[]): number => {
  const { burst, perSecond } = updatePace;
  return Math.max(
    ...times.flatMap((from, start) =>
      times.slice(start).map((until, count) => {
        const windowMs = until - from + slowestMs;
        return count + 1 - (burst + (windowMs / 1000) * perSecond);
      }),
    ),
  );
};

const isMoreUrgent = (a: UpdateRank, b: UpdateRank): boolean =>
  updateReserves[a] < updateReserves[b];

/** Turns that were given while somebody more urgent had been waiting for longer than a gap. */
const inversions = (turns: readonly Turn[]): readonly Turn[] =>
  turns.filter(({ gotMs, rank }) =>
    turns.some(
      (other) =>
        gotMs !== null &&
        isMoreUrgent(other.rank, rank) &&
        other.atMs < gotMs - gapMs &&
        (other.gotMs ?? Number.POSITIVE_INFINITY) > gotMs,
    ),
  );

const asked = fc.record({
  worker: fc.integer({ min: 0, max: 19 }),
  atMs: fc.integer({ min: 0, max: 12_000 }),
  rank: fc.constantFrom(...ranks),
});

describe('turns of many functions over one bucket', () => {
  it('to read are booked with few writes, and no later than the rate allows', async () => {
    const { tries, turns } = await bookTogether(20, 15);
    expect(turns).not.toContain(null);
    expect(tries).toBeLessThan(60);
    const lastMs = Math.max(...turns.map((atMs) => atMs ?? 0));
    // 80 of the 300 are there at once.
    expect(lastMs).toBeGreaterThan(13_700);
    expect(lastMs).toBeLessThan(15_500);
  });

  it('never exceed the burst and the rate, are never taken before who is more urgent, and come to all', async () => {
    // More than the bucket holds, so that most have to wait.
    const asks = fc.array(asked, { minLength: 100, maxLength: 180, size: 'max' });
    const story = fc.tuple(asks, fc.nat());
    await fc.assert(
      fc.asyncProperty(story, async ([asks, seed]) => {
        const turns = await play(asks, { seed });
        expect(turns.filter(({ gotMs }) => gotMs === null)).toEqual([]);
        expect(mostOver(timesOf(turns))).toBeLessThanOrEqual(0);
        expect(inversions(turns)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('300 scale-outs of 20 workers are all taken within a minute, the urgent ones first', async () => {
    const asks = Array.from({ length: 300 }, (_, index) => ({
      worker: index % 20,
      // Workers are done with reading at different times.
      atMs: (index % 20) * 50,
      rank: ranks[Math.floor(index / 100)] ?? 'low',
    }));
    const turns = await play(asks, { seed: 7 });
    expect(inversions(turns)).toEqual([]);
    expect(Math.max(...timesOf(turns))).toBeLessThan(56_000);
    const lastOf = (rank: UpdateRank) =>
      Math.max(...timesOf(turns.filter((each) => each.rank === rank)));
    expect(lastOf('high')).toBeLessThan(lastOf('medium'));
    expect(lastOf('medium')).toBeLessThan(lastOf('low'));
  });

  it('scale-ins of one worker leave the way to scale-outs of another, and go on after them', async () => {
    const ins = Array.from({ length: 60 }, () => ({ worker: 0, atMs: 0, rank: 'in' as const }));
    const outs = Array.from({ length: 80 }, () => ({
      worker: 1,
      atMs: 3_000,
      rank: 'low' as const,
    }));
    const turns = await play([...ins, ...outs], { seed: 3 });
    const outTimes = timesOf(turns.slice(60));
    const inTimes = timesOf(turns.slice(0, 60));
    const during = inTimes.filter((ms) => ms > 3_000 + gapMs && ms < Math.max(...outTimes));
    expect(during).toEqual([]);
    expect(inTimes).toHaveLength(60);
  });

  it('scale-ins leave half of the burst to deployments', async () => {
    const ins = Array.from({ length: 40 }, () => ({ worker: 0, atMs: 0, rank: 'in' as const }));
    const atOnce = timesOf(await play(ins, { seed: 5 })).filter((ms) => ms < 1_000);
    expect(atOnce.length).toBeLessThanOrEqual(updatePace.burst - updateReserves.in + 5);
  });

  it('whoever could not be served before the deadline is told, the others are served', async () => {
    const asks = Array.from({ length: 100 }, (_, index) => ({
      worker: index % 4,
      atMs: 0,
      rank: 'high' as const,
    }));
    const turns = await play(asks, { seed: 11, lifeMs: 5_000 });
    const served = timesOf(turns).length;
    expect(served).toBeGreaterThanOrEqual(Math.floor(48 + 4.8 * 5) - 3);
    expect(served).toBeLessThanOrEqual(48 + 4.8 * 5);
    expect(Math.max(...timesOf(turns))).toBeLessThan(5_000 + slowestMs * 2);
  });

  it('booked ahead, tokens are used no sooner than they are there, with fewer writes', async () => {
    const time = createVirtualTime();
    const { nowMs, wait } = time;
    let saves = 0;
    const plain = slowStore(time, () => 0);
    const store: BucketStore = {
      load: plain.load,
      save: (...args) => {
        saves += 1;
        return plain.save(...args);
      },
    };
    const size = { burst: 10, perSecond: 10, atOnce: 5, ahead: 5 };
    const pace = createRankedPace({ ...size, nowMs, wait, random: () => 0 }, store);
    const { signal } = new AbortController();
    const deadline: Deadline = { remainingMs: () => 60_000 - nowMs(), signal };
    const got = Array.from({ length: 50 }, async () => ((await pace(deadline)) ? nowMs() : null));
    const times = (await time.run(Promise.all(got))).flatMap((ms) => ms ?? []);
    expect(times).toHaveLength(50);
    times.forEach((ms, index) => {
      expect(ms).toBeGreaterThanOrEqual((index + 1 - 10) * 100);
    });
    expect(saves).toBeLessThanOrEqual(12);
  });
});
