/**
 * How long requests take. Within a slice of the minute response times are taken as exponential around
 * a mean, as in a queue with one server, so a slice needs two numbers and any percentile can be had.
 */

export type LatencySlice = { readonly meanMs: number; readonly requests: number };

/** Past this, clients give up: 1/(1 - utilisation) would go to infinity. */
const worstSlowdown = 20;

export const meanLatencyMs = (idleMs: number, utilisation: number): number =>
  idleMs * Math.min(worstSlowdown, 1 / Math.max(1 - utilisation, 1 / worstSlowdown));

/** Slices of one minute are kept apart only while there are few: a minute of 1-s steps becomes ten of them. */
export const addSlice = (
  slices: readonly LatencySlice[],
  slice: LatencySlice,
): readonly LatencySlice[] => {
  if (slice.requests === 0) return slices;
  const last = slices.at(-1);
  if (last === undefined || slices.length < 10) return [...slices, slice];
  const requests = last.requests + slice.requests;
  const meanMs = (last.meanMs * last.requests + slice.meanMs * slice.requests) / requests;
  return [...slices.slice(0, -1), { meanMs, requests }];
};

export const averageLatencyMs = (slices: readonly LatencySlice[]): number => {
  const requests = slices.reduce((sum, slice) => sum + slice.requests, 0);
  return slices.reduce((sum, slice) => sum + slice.meanMs * slice.requests, 0) / requests;
};

/** The share of requests that took longer than `ms`. */
const shareAbove = (slices: readonly LatencySlice[], ms: number): number => {
  const requests = slices.reduce((sum, slice) => sum + slice.requests, 0);
  const above = slices.reduce(
    (sum, slice) => sum + slice.requests * Math.exp(-ms / slice.meanMs),
    0,
  );
  return above / requests;
};

/** `ratio` 0.95 is the 95th percentile, by bisection, because a mixture of exponentials has no closed form. */
export const latencyQuantileMs = (slices: readonly LatencySlice[], ratio: number): number => {
  const slowest = Math.max(...slices.map((slice) => slice.meanMs));
  // Beyond 99.9 % the tail of an exponential says more about the model than about the service.
  const share = Math.max(1 - ratio, 0.001);
  let low = 0;
  let high = -slowest * Math.log(share);
  for (let round = 0; round < 40; round += 1) {
    const middle = (low + high) / 2;
    if (shareAbove(slices, middle) > share) low = middle;
    else high = middle;
  }
  return high;
};
