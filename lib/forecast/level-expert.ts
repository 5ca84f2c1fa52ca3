/** As now: the median of the last half hour. What is left when there is no day to look back on. */

import { minuteMs, stepsIn } from '#engine/foresight/load-series.ts';
import type { ExpertMaker } from './expert.ts';
import { medianOf } from './statistics.ts';

const spanMs = 30 * minuteMs;

export const levelExpert: ExpertMaker = ({ loads, stepMs }) => {
  const span = stepsIn(spanMs, stepMs);
  const levels = loads.map((_, now) =>
    medianOf(loads.subarray(Math.max(0, now + 1 - span), now + 1)),
  );
  return (_, rows) => ({
    latest: levels[levels.length - 1] ?? Number.NaN,
    heldOut: Float64Array.from(rows.now, (now) => levels[now] ?? Number.NaN),
  });
};
