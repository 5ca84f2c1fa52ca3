/** Counts ticks and weighs the memory, hour by hour of the world's time. */

/** The world keeps six hours of minutes; before they are full the heap grows as it should. */
const hoursToSettle = 7;

const hourMs = 3_600_000;

/** Megabytes: what JavaScript holds in the main thread, and all that the process holds. */
export type Weight = { readonly heap: number; readonly resident: number };

/** After a collection, where one can be forced. */
const weight = (): Weight => {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  return { heap: heapUsed / 2 ** 20, resident: rss / 2 ** 20 };
};

const nothing: Weight = { heap: 0, resident: 0 };

export type Tally = {
  readonly ticks: number;
  readonly failedTicks: number;
  /** Once every history was full, and in the end. */
  readonly memory: { readonly settled: Weight; readonly last: Weight };
};

export const createTally = (startMs: number, onHour: (line: string) => void) => {
  let tally: Tally = { ticks: 0, failedTicks: 0, memory: { settled: nothing, last: nothing } };
  const weigh = (hour: number): void => {
    const last = weight();
    const settled = hour <= hoursToSettle ? last : tally.memory.settled;
    tally = { ...tally, memory: { settled, last } };
    const { ticks, failedTicks } = tally;
    const [heap, resident] = [last.heap.toFixed(0), last.resident.toFixed(0)];
    onHour(`hour ${hour}: ${ticks} ticks, ${failedTicks} failed, ${heap} MB heap, ${resident} MB`);
  };
  return {
    tick: (dueMs: number, error: string | null): void => {
      const failedTicks = tally.failedTicks + (error === null ? 0 : 1);
      tally = { ...tally, ticks: tally.ticks + 1, failedTicks };
      if ((dueMs - startMs) % hourMs === 0) weigh((dueMs - startMs) / hourMs);
    },
    result: (): Tally => tally,
  };
};
