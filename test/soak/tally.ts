/** Counts ticks and weighs the heap, hour by hour of the world's time. */

/** The world keeps six hours of minutes; before they are full the heap grows as it should. */
const hoursToSettle = 7;

const hourMs = 3_600_000;

/** After a collection, where one can be forced. */
const heapMegabytes = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
};

export type Tally = {
  readonly ticks: number;
  readonly failedTicks: number;
  /** Megabytes once every history was full, and in the end. */
  readonly heap: { readonly settled: number; readonly last: number };
};

export const createTally = (startMs: number, onHour: (line: string) => void) => {
  let tally: Tally = { ticks: 0, failedTicks: 0, heap: { settled: 0, last: 0 } };
  const weigh = (hour: number): void => {
    const last = heapMegabytes();
    const settled = hour <= hoursToSettle ? last : tally.heap.settled;
    tally = { ...tally, heap: { settled, last } };
    const { ticks, failedTicks } = tally;
    onHour(`hour ${hour}: ${ticks} ticks, ${failedTicks} failed, heap ${last.toFixed(0)} MB`);
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
