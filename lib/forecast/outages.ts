/**
 * Zeros that mean "nothing was measured", not "nobody came". A run of zeros is an outage when the same time was not
 * zero a day or a week before or after: a service that sleeps every night, or every weekend, does so again.
 */
import {
  at,
  dayMs,
  type LoadSeries,
  minuteMs,
  stepsIn,
  weekMs,
} from '#engine/foresight/load-series.ts';

/** Shorter runs are told neither from chance nor from a deployment, and cost the forecast little. */
const leastOutageMs = 30 * minuteMs;

/** A run that lasts to this day is believed after this long: the service was turned off. */
const believedAfterMs = dayMs;

/** Share of a run that may be zero at the same time of other days for it to be an outage still. */
const mostAlikeRatio = 0.5;

type Run = { readonly from: number; readonly to: number };

const zeroRuns = (values: Float64Array): readonly Run[] => {
  const runs: Run[] = [];
  let from = -1;
  for (let index = 0; index <= values.length; index += 1) {
    if (values[index] === 0) {
      if (from < 0) from = index;
    } else if (from >= 0) {
      runs.push({ from, to: index });
      from = -1;
    }
  }
  return runs;
};

/** How many points of the run were zero too at one of these distances outside of it. */
const alikeIn = (values: Float64Array, { from, to }: Run, distances: readonly number[]): number => {
  let alike = 0;
  for (let index = from; index < to; index += 1) {
    const isAlike = distances.some((distance) => {
      const other = index + distance;
      return (other < from || other >= to) && values[other] === 0;
    });
    if (isAlike) alike += 1;
  }
  return alike;
};

/** The same series with outages as gaps. */
export const withoutOutages = (series: LoadSeries): LoadSeries => {
  const { values, stepMs } = series;
  const [day, week] = [stepsIn(dayMs, stepMs), stepsIn(weekMs, stepMs)];
  const distances = [-day, day, -week, week];
  const outages = zeroRuns(values).filter((run) => {
    const steps = run.to - run.from;
    if (steps * stepMs < leastOutageMs) return false;
    if (run.to === values.length && steps * stepMs >= believedAfterMs) return false;
    return alikeIn(values, run, distances) <= mostAlikeRatio * steps;
  });
  if (outages.length === 0) return series;
  const cleaned = values.slice();
  for (const { from, to } of outages) cleaned.fill(Number.NaN, from, to);
  return { ...series, values: cleaned };
};

/** Whether a value is one that no load can have. */
export const isUnusable = (values: Float64Array, index: number): boolean =>
  !(at(values, index) >= 0 && at(values, index) < Number.POSITIVE_INFINITY);
