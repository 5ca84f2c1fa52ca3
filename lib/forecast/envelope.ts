/** Fits a growth envelope to the last days of a load, and tries on them what is promised of it. */
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
import { judgedBy } from '#engine/foresight/outgrowth.ts';
import type { HeldPromise } from '#engine/foresight/promises.ts';
import { shapesOf } from '#engine/foresight/shape.ts';
import {
  type Expectations,
  lateMeans,
  levelsOf,
  surprisesOf,
  type UsualSurprise,
  volatilityAt,
} from '#engine/foresight/volatility.ts';
import { tailOf } from './growth-tail.ts';
import { growthsFrom } from './growths.ts';
import { prepare } from './prepare.ts';
import { growthThatKeeps, type Replayed } from './replay.ts';
import { usualSurprise } from './usual-surprise.ts';
import { type Shaped, weighShapes } from './weigh-shapes.ts';

/** Up to half an hour of minutes; what lies in between is read off in between. */
const usualLeadSteps = [1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30] as const;
/** Longer memories lag behind a service that changes: the 0.5 % was exceeded as often, at more headroom. */
const longestHistoryMs = 3 * dayMs;
/** 180 minutes are enough for seven weights, and for a risk of 0.5 % to allow none of them to be outgrown. */
const leastHistoryMs = 3 * hourMs;
/** A point each five minutes says nothing of what happens from one minute to the next. */
const leastShare = 0.5;
/** A hundredth of the usual load is as good as nothing. */
const floorRatio = 0.01;

export type EnvelopeSettings = {
  /** @default none: what is asked for is read off the tail */
  readonly promises?: readonly HeldPromise[];
  /** @default up to half an hour */
  readonly leadSteps?: readonly number[];
};

type Past = Pick<Shaped, 'loads' | 'floorLoad'> & { readonly series: LoadSeries };

type Volatility = { readonly usual: UsualSurprise; readonly volatilities: Float64Array };

const volatilityOf = ({ loads, floorLoad, series }: Past, expected: Expectations): Volatility => {
  const surprises = surprisesOf(loads, expected, floorLoad);
  const usual = usualSurprise(surprises, series);
  const volatilities = lateMeans(surprises).map((mean, step) =>
    volatilityAt(usual, mean, series.startMs + (step + 1) * series.stepMs),
  );
  return { usual, volatilities };
};

/** Weighed by how far the load strays from its level from one minute to the next, since no expectations are known yet. */
const shapedFrom = (past: Past): Shaped => {
  const levels = levelsOf(past.loads, past.floorLoad);
  const { volatilities } = volatilityOf(past, { bases: levels, aheadSteps: 1 });
  const shapes = shapesOf(past.loads, levels, past.floorLoad);
  return { ...past, levels, shapes, volatilities };
};

const fitted = (
  past: Past,
  { promises = [], leadSteps = usualLeadSteps }: EnvelopeSettings,
): Pick<Envelope, 'usual' | 'leads' | 'kept'> => {
  const { loads, floorLoad } = past;
  const shaped = shapedFrom(past);
  const weighed = weighShapes(shaped, leadSteps).map((weights, place) => ({
    aheadSteps: leadSteps[place] ?? 1,
    weights,
    tail: { exceeded: [], exponent: 0 },
  }));
  const expectedBy = ({ weights }: Pick<EnvelopeLead, 'weights'>): Float64Array =>
    basesOf(shaped.levels, shaped.shapes, weights);
  const judge = judgedBy(weighed) ?? { aheadSteps: 1, weights: [] };
  const { usual, volatilities } = volatilityOf(past, {
    bases: expectedBy(judge),
    aheadSteps: judge.aheadSteps,
  });
  const replays = weighed.map((lead): Replayed => {
    const { aheadSteps } = lead;
    return { loads, floorLoad, volatilities, aheadSteps, bases: expectedBy(lead) };
  });
  return {
    usual,
    leads: replays.map((replayed, place) => ({
      aheadSteps: replayed.aheadSteps,
      weights: weighed[place]?.weights ?? [],
      tail: tailOf(growthsFrom(replayed)),
    })),
    kept: promises.map((promise) => ({
      limit: promise.limit,
      riskRatio: promise.riskRatio,
      growths: replays.map((replayed) => growthThatKeeps(replayed, promise)),
    })),
  };
};

export const fitEnvelope = (
  whole: LoadSeries,
  settings: EnvelopeSettings = {},
): Envelope | NoEnvelope => {
  const series = window(whole, stepsIn(longestHistoryMs, whole.stepMs));
  const prepared = prepare(series);
  const { observed, observedCount, usualLoad, highestLoad } = prepared;
  const observedMs = observedCount * series.stepMs;
  const since = observed.length - observed.indexOf(1);
  const isSparse = observedCount < leastShare * since;
  if (observedMs < leastHistoryMs || isSparse || usualLoad === 0) {
    return { kind: 'none', observedHours: observedMs / hourMs };
  }
  const loads = prepared.loads.map((load, step) => (observed[step] === 1 ? load : Number.NaN));
  const floorLoad = usualLoad * floorRatio;
  return {
    kind: 'envelope',
    madeAtMs: endOf(series),
    stepMs: series.stepMs,
    floorLoad,
    highestLoad,
    ...fitted({ loads, floorLoad, series }, settings),
  };
};
