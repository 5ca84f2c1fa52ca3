/** A function of time through points: a straight line from each to the next. */

export type Points = {
  /** Ascending, at least one. */
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
};

/** The last point at or before the moment, sought from where the last search ended: time mostly moves on by a step. */
const createSeek = (timesMs: Float64Array) => {
  let index = 0;
  const bisect = (atMs: number): number => {
    let low = 0;
    let high = timesMs.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((timesMs[middle] ?? 0) <= atMs) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const isBetween = (at: number, atMs: number): boolean =>
    (timesMs[at] ?? Infinity) <= atMs && atMs < (timesMs[at + 1] ?? Infinity);
  return (atMs: number): number => {
    if (isBetween(index, atMs)) return index;
    index = isBetween(index + 1, atMs) ? index + 1 : bisect(atMs);
    return index;
  };
};

export const straightLines = ({ timesMs, values }: Points): ((atMs: number) => number) => {
  const seek = createSeek(timesMs);
  return (atMs) => {
    const index = seek(atMs);
    const [fromMs = 0, toMs] = [timesMs[index], timesMs[index + 1]];
    const [from = 0, to = from] = [values[index], values[index + 1]];
    if (toMs === undefined || atMs <= fromMs) return from;
    return from + ((to - from) * (atMs - fromMs)) / (toMs - fromMs);
  };
};
