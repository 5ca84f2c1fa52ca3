/** Fits a growth envelope to the last days of a load. */
import type { Envelope, EnvelopeLead, NoEnvelope } from '#engine/foresight/envelope.ts';
import { basesOf } from '#engine/foresight/growth-base.ts';
import {
  dayMs,
  endOf,
  hourMs,
  type LoadSeries,
  stepsIn,
  window,
} from '#engine/foresight/load-series.ts';
import { lateMeans, levelsOf, surprisesOf, volatilityAt } from '#engine/foresight/volatility.ts';
import { chooseLean } from './choose-lean.ts';
import { tailOf } from './growth-tail.ts';
import { growthsFrom, type Minutes, nextLoads, stretched } from './growths.ts';
import { prepare } from './prepare.ts';
import { usualSurprise } from './usual-surprise.ts';

/** Up to half an hour of minutes; in between, the next longer one counts. */
const leadSteps = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30] as const;
/** Longer memories lag behind a service that changes: the 0.5 % was exceeded as often, at more headroom. */
const longestHistoryMs = 3 * dayMs;
const leastHistoryMs = dayMs;
/** A hundredth of the usual load is as good as nothing. */
const floorRatio = 0.01;

/** Each from the one before, which is at least half as long. */
const leadsOf = (minutes: Minutes, bases: Float64Array): readonly EnvelopeLead[] => {
  let highests = nextLoads(minutes.loads);
  return leadSteps.map((aheadSteps) => {
    highests = stretched(highests, aheadSteps);
    return { aheadSteps, tail: tailOf(growthsFrom(minutes, bases, highests)) };
  });
};

export const fitEnvelope = (series: LoadSeries): Envelope | NoEnvelope => {
  const recent = window(series, stepsIn(longestHistoryMs, series.stepMs));
  const { loads: whole, observed, observedCount, usualLoad, highestLoad } = prepare(recent);
  const observedMs = observedCount * recent.stepMs;
  if (observedMs < leastHistoryMs || usualLoad === 0) {
    return { kind: 'none', observedHours: observedMs / hourMs };
  }
  const loads = whole.map((load, step) => (observed[step] === 1 ? load : Number.NaN));
  const floorLoad = usualLoad * floorRatio;
  const levels = levelsOf(loads, floorLoad);
  const surprises = surprisesOf(loads, levels, floorLoad);
  const usual = usualSurprise(surprises, recent);
  const late = lateMeans(surprises);
  const volatilities = late.map((mean, step) =>
    volatilityAt(usual, mean, recent.startMs + (step + 1) * recent.stepMs),
  );
  const minutes: Minutes = { loads, levels, volatilities, floorLoad };
  const lean = chooseLean(minutes);
  const bases = basesOf(loads, levels, { floorLoad, lean });
  return {
    kind: 'envelope',
    madeAtMs: endOf(recent),
    stepMs: recent.stepMs,
    floorLoad,
    highestLoad,
    lean,
    usual,
    leads: leadsOf(minutes, bases),
  };
};
