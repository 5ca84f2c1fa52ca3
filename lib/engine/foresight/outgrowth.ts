/** What demand will stay below by the end of a lead, but for a stated risk: from an envelope and the last hour. */
import type { Envelope, EnvelopeLead, Promised } from './envelope.ts';
import { basesOf } from './growth-base.ts';
import { exceededWith } from './growth-tail.ts';
import { at, type LoadSeries, window } from './load-series.ts';
import { shapeSteps, shapesOf } from './shape.ts';
import { lateMeans, lateSteps, levelsOf, surprisesOf, volatilityAt } from './volatility.ts';

/** Every number that the limit came from, for whoever asks why. */
export type Outgrowth = {
  /** Demand stays below this by the end of the lead, but for the risk. */
  readonly limit: number;
  /** The mean of the last minutes. */
  readonly level: number;
  /** How far off expectations are now, as a ratio of what is expected. */
  readonly volatilityRatio: number;
  /** How far beyond what is expected demand goes with the stated risk, in units of the volatility. */
  readonly growth: number;
  /** Whether the promise would have been kept by that over the past, or it is read off the tail of the past's growth. */
  readonly isReplayed: boolean;
  /** Whether the limit is the stated multiple of the highest load seen, not the growth. */
  readonly isCapped: boolean;
};

export type Asked = Promised & { readonly aheadMs: number };

/** Surprise is that of so many steps ahead: a minute's metric and a task's start take as long. */
export const surpriseSteps = 3;

/** How far back the answer for one moment looks. */
export const outgrowthSteps: number = lateSteps + surpriseSteps + shapeSteps;

/** The law of the tail has no end, but services have: half as much again as ever seen is the most that is feared. */
const cappedRatio = 1.5;

export const mostFeared = ({ highestLoad }: Pick<Envelope, 'highestLoad'>, level: number): number =>
  cappedRatio * Math.max(highestLoad, level);

/** The place of the first lead that is long enough, or of the longest. */
const leadFrom = (leads: readonly EnvelopeLead[], steps: number): number => {
  const enough = leads.findIndex(({ aheadSteps }) => aheadSteps >= steps);
  return enough < 0 ? leads.length - 1 : enough;
};

/** The lead by whose expectations surprise is told. */
export const judgedBy = (leads: readonly EnvelopeLead[]): EnvelopeLead | undefined =>
  leads[leadFrom(leads, surpriseSteps)];

const growthOf = (
  { leads, kept }: Envelope,
  place: number,
  { limit, riskRatio }: Promised,
): Pick<Outgrowth, 'growth' | 'isReplayed'> => {
  const promise = kept.find((one) => one.limit === limit && one.riskRatio === riskRatio);
  const replayed = promise?.growths[place];
  if (replayed !== undefined) return { growth: replayed, isReplayed: true };
  const tail = leads[place]?.tail;
  return { growth: tail === undefined ? 0 : exceededWith(tail, riskRatio), isReplayed: false };
};

/** Two neighbouring leads, and how far the one that is asked for is from the first to the second. */
type Between = { readonly from: number; readonly to: number; readonly share: number };

const betweenLeads = ({ leads, stepMs }: Envelope, aheadMs: number): Between => {
  const steps = aheadMs / stepMs;
  const to = leadFrom(leads, steps);
  const from = Math.max(0, to - 1);
  const [shorter, longer] = [leads[from]?.aheadSteps ?? 0, leads[to]?.aheadSteps ?? 0];
  const share = longer > shorter ? (steps - shorter) / (longer - shorter) : 1;
  return { from, to, share: Math.min(1, Math.max(0, share)) };
};

type Ingredients = {
  readonly levels: Float64Array;
  readonly volatilities: Float64Array;
  readonly shapes: Float64Array;
};

const ingredientsOf = (
  { floorLoad, usual, leads }: Envelope,
  { values, startMs, stepMs }: LoadSeries,
): Ingredients => {
  const levels = levelsOf(values, floorLoad);
  const shapes = shapesOf(values, levels, floorLoad);
  const judge = judgedBy(leads);
  const expectations = {
    bases: basesOf(levels, shapes, judge?.weights ?? []),
    aheadSteps: judge?.aheadSteps ?? 1,
  };
  const late = lateMeans(surprisesOf(values, expectations, floorLoad));
  const volatilities = late.map((mean, step) =>
    volatilityAt(usual, mean, startMs + (step + 1) * stepMs),
  );
  return { levels, volatilities, shapes };
};

/** The answer at the end of every step; `null` where nothing was measured in the minutes before. */
export const outgrowths = (
  envelope: Envelope,
  series: LoadSeries,
  asked: Asked,
): readonly (Outgrowth | null)[] => {
  const { floorLoad, leads } = envelope;
  const { levels, volatilities, shapes } = ingredientsOf(envelope, series);
  const { from, to, share } = betweenLeads(envelope, asked.aheadMs);
  const sides = [
    { part: 1 - share, place: from },
    { part: share, place: to },
  ].map(({ part, place }) => ({
    part,
    bases: basesOf(levels, shapes, leads[place]?.weights ?? []),
    growth: growthOf(envelope, place, asked).growth,
  }));
  const { growth, isReplayed } = growthOf(envelope, to, asked);
  return Array.from(levels, (level, step) => {
    if (Number.isNaN(level)) return null;
    const volatilityRatio = at(volatilities, step);
    const reached = sides.reduce(
      (sum, side) => sum + side.part * at(side.bases, step) * (1 + volatilityRatio * side.growth),
      -floorLoad,
    );
    const most = mostFeared(envelope, level);
    const limit = Math.max(0, Math.min(reached, most));
    const isCapped = reached > most;
    return { limit, level: level - floorLoad, volatilityRatio, growth, isReplayed, isCapped };
  });
};

/** The answer at the end of the series. */
export const outgrowth = (envelope: Envelope, latest: LoadSeries, asked: Asked): Outgrowth | null =>
  outgrowths(envelope, window(latest, outgrowthSteps), asked).at(-1) ?? null;
