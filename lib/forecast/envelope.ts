/** Fits a growth envelope to the last days of a load. */
import type { Envelope, NoEnvelope } from '#engine/foresight/envelope.ts';
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
import { growthsFrom, highestsWithin } from './growths.ts';
import { prepare } from './prepare.ts';
import { usualSurprise } from './usual-surprise.ts';

/** Up to half an hour of minutes; in between, the next longer one counts. */
const leadSteps = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30] as const;
/** Longer memories lag behind a service that changes: the 0.5 % was exceeded as often, at more headroom. */
const longestHistoryMs = 3 * dayMs;
const leastHistoryMs = dayMs;
/** A hundredth of the usual load is as good as nothing. */
const floorRatio = 0.01;

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
  const minutes = { loads, levels, volatilities, floorLoad };
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
    leads: leadSteps.map((aheadSteps) => ({
      aheadSteps,
      tail: tailOf(growthsFrom(minutes, bases, highestsWithin(loads, aheadSteps))),
    })),
  };
};
