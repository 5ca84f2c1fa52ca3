/** What demand will stay below within a lead, but for a stated risk: from an envelope and the last half hour. */
import type { Envelope } from './envelope.ts';
import { basesOf } from './growth-base.ts';
import { exceededWith } from './growth-tail.ts';
import { at, type LoadSeries, window } from './load-series.ts';
import {
  lateMeans,
  lateSteps,
  levelSteps,
  levelsOf,
  surprisesOf,
  volatilityAt,
} from './volatility.ts';

/** Every number that the limit came from, for whoever asks why. */
export type Outgrowth = {
  /** Demand stays below this within the lead, but for the risk. */
  readonly limit: number;
  /** The mean of the last minutes, from which growth is counted. */
  readonly level: number;
  /** How much one step surprises now, as a ratio of the level. */
  readonly volatilityRatio: number;
  /** Growth that is exceeded with the stated risk, in units of the volatility. */
  readonly growth: number;
  /** Whether the limit is the stated multiple of the highest load seen, not the growth. */
  readonly isCapped: boolean;
};

export type Asked = { readonly aheadMs: number; readonly riskRatio: number };

/** How far back the answer for one moment looks. */
export const outgrowthSteps: number = lateSteps + levelSteps + 1;

/** The law of the tail has no end, but services have: half as much again as ever seen is the most that is feared. */
const cappedRatio = 1.5;

/** Up to the first kept lead that is long enough. A longer one never counts less, however its tail came out. */
const growthWithin = ({ leads, stepMs }: Envelope, { aheadMs, riskRatio }: Asked): number => {
  const enough = leads.findIndex((lead) => lead.aheadSteps * stepMs >= aheadMs);
  const counted = enough < 0 ? leads : leads.slice(0, enough + 1);
  return Math.max(...counted.map(({ tail }) => exceededWith(tail, riskRatio)));
};

type Moment = Pick<Outgrowth, 'level' | 'volatilityRatio' | 'growth'> & { readonly base: number };

const feared = (
  { floorLoad, highestLoad }: Envelope,
  { level, base, volatilityRatio, growth }: Moment,
): Outgrowth => {
  const reached = base * (1 + volatilityRatio * growth) - floorLoad;
  const most = cappedRatio * Math.max(highestLoad, level);
  return {
    limit: Math.max(0, Math.min(reached, most)),
    level: level - floorLoad,
    volatilityRatio,
    growth,
    isCapped: reached > most,
  };
};

/** The answer at the end of every step; `null` where nothing was measured in the minutes before. */
export const outgrowths = (
  envelope: Envelope,
  { values, startMs, stepMs }: LoadSeries,
  asked: Asked,
): readonly (Outgrowth | null)[] => {
  const { floorLoad, usual } = envelope;
  const levels = levelsOf(values, floorLoad);
  const late = lateMeans(surprisesOf(values, levels, floorLoad));
  const growth = growthWithin(envelope, asked);
  const bases = basesOf(values, levels, envelope);
  return Array.from(levels, (level, step) => {
    if (Number.isNaN(level)) return null;
    const volatilityRatio = volatilityAt(usual, at(late, step), startMs + (step + 1) * stepMs);
    return feared(envelope, { level, base: at(bases, step), volatilityRatio, growth });
  });
};

/** The answer at the end of the series. */
export const outgrowth = (envelope: Envelope, latest: LoadSeries, asked: Asked): Outgrowth | null =>
  outgrowths(envelope, window(latest, outgrowthSteps), asked).at(-1) ?? null;
