/**
 * Turns at a rate limit, the more urgent first. Who asks with the same reserve stands in one line, in the order of
 * asking; lines do not wait for each other, and meet only at the bucket, which may be another function's as well.
 */
import type { Deadline } from '#lib/ports.ts';
import { type Bucket, type BucketSize, draw } from './bucket.ts';
import { waitOnTimer } from './pace.ts';

/** Where the bucket lies. Whoever saves names the version that was loaded; false when somebody was faster. */
export type BucketStore = {
  readonly load: (deadline: Deadline) => Promise<{
    readonly bucket: Bucket | null;
    readonly version: number;
  }>;
  readonly save: (bucket: Bucket, version: number, deadline: Deadline) => Promise<boolean>;
};

/**
 * Waits for a turn; false at once when it would not come before the deadline. `reserve` is how many tokens must be left
 * for who is more urgent. @default 0
 */
export type RankedPace = (deadline: Deadline, reserve?: number) => Promise<boolean>;

export type RankedPaceOptions = BucketSize & {
  /** Tokens taken at once, never more than callers wait here: what is held by one function others lack. */
  readonly atOnce: number;
  /**
   * Tokens that may be booked before they are there: fewer writes, and so much later comes who is more urgent.
   * @default 0
   */
  readonly ahead?: number;
  /** All functions that share the bucket must agree on it. @default Date.now */
  readonly nowMs?: () => number;
  /** @default a timer */
  readonly wait?: (ms: number, deadline: Deadline) => Promise<void>;
  /** From 0 to 1, so that functions do not all come back at once. @default Math.random */
  readonly random?: () => number;
};

/** Losers of a race for the item come back at random within this. */
const afterRaceMs = 100;

/** Of forty functions at once somebody gets through every 10 ms. */
const racesAtMost = 60;

const storedInMemory = (): BucketStore => {
  let held: { readonly bucket: Bucket | null; readonly version: number } = {
    bucket: null,
    version: 0,
  };
  return {
    load: async () => held,
    save: async (bucket, version) => {
      if (version !== held.version) return false;
      held = { bucket, version: version + 1 };
      return true;
    },
  };
};

type Lease = { readonly wanted: number; readonly reserve: number; readonly deadline: Deadline };

/** Tokens, none when they would not be there before the deadline. */
const lease = async (
  store: BucketStore,
  options: RankedPaceOptions,
  { deadline, ...wish }: Lease,
): Promise<number> => {
  const { ahead = 0, nowMs = Date.now, wait = waitOnTimer, random = Math.random } = options;
  /** Spread over the time that one token takes: the throughput stays, since the level goes on rising. */
  const spreadMs = 1000 / options.perSecond;
  for (let races = 0; races < racesAtMost; ) {
    const { bucket, version } = await store.load(deadline);
    const drawn = draw(bucket, options, { ...wish, ahead }, nowMs());
    if (drawn.waitMs > deadline.remainingMs()) return 0;
    if (drawn.kind === 'early') {
      await wait(Math.ceil(drawn.waitMs + random() * spreadMs), deadline);
      continue;
    }
    if (await store.save(drawn.bucket, version, deadline)) {
      if (drawn.waitMs > 0) await wait(drawn.waitMs, deadline);
      return drawn.tokens;
    }
    races += 1;
    await wait(random() * afterRaceMs, deadline);
  }
  return 0;
};

const createLine = (store: BucketStore, options: RankedPaceOptions, reserve: number) => {
  let tokens = 0;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  const next = async (deadline: Deadline): Promise<boolean> => {
    try {
      const wanted = Math.min(options.atOnce, waiting);
      if (tokens === 0) tokens = await lease(store, options, { wanted, reserve, deadline });
      if (tokens === 0) return false;
      tokens -= 1;
      return true;
    } finally {
      waiting -= 1;
    }
  };
  return (deadline: Deadline): Promise<boolean> => {
    waiting += 1;
    const mine = last.then(() => next(deadline));
    last = mine.catch(() => undefined);
    return mine;
  };
};

export const createRankedPace = (
  options: RankedPaceOptions,
  store: BucketStore = storedInMemory(),
): RankedPace => {
  const lines = new Map<number, (deadline: Deadline) => Promise<boolean>>();
  return (deadline, reserve = 0) => {
    const line = lines.get(reserve) ?? createLine(store, options, reserve);
    lines.set(reserve, line);
    return line(deadline);
  };
};
