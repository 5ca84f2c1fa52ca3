/** What demand will stay below within a lead, but for a stated risk: from an envelope and the last half hour. */
import type { Envelope } from './envelope.ts';
import { exceededWith } from './growth-tail.ts';
import { endOf, type LoadSeries, window } from './load-series.ts';
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

/** The law of the tail has no end, but services have: half as much again as ever seen is the most that is feared. */
const cappedRatio = 1.5;

/** Up to the first kept lead that is long enough. A longer one never counts less, however its tail came out. */
const growthWithin = ({ leads }: Envelope, aheadSteps: number, risk: number): number => {
  const enough = leads.findIndex((lead) => lead.aheadSteps >= aheadSteps);
  const counted = enough < 0 ? leads : leads.slice(0, enough + 1);
  return Math.max(...counted.map(({ tail }) => exceededWith(tail, risk)));
};

/** `null` when nothing was measured in the last minutes. */
export const outgrowth = (
  envelope: Envelope,
  latest: LoadSeries,
  { aheadMs, risk }: { readonly aheadMs: number; readonly risk: number },
): Outgrowth | null => {
  const { floorLoad, usual, stepMs } = envelope;
  const { values } = window(latest, lateSteps + levelSteps + 1);
  const levels = levelsOf(values, floorLoad);
  const level = levels.at(-1) ?? Number.NaN;
  if (Number.isNaN(level)) return null;
  const late = lateMeans(surprisesOf(values, levels, floorLoad)).at(-1) ?? Number.NaN;
  const volatilityRatio = volatilityAt(usual, late, endOf(latest));
  const growth = growthWithin(envelope, aheadMs / stepMs, risk);
  const feared = level * (1 + volatilityRatio * growth) - floorLoad;
  const most = cappedRatio * Math.max(envelope.highestLoad, level);
  return {
    limit: Math.max(0, Math.min(feared, most)),
    level: level - floorLoad,
    volatilityRatio,
    growth,
    isCapped: feared > most,
  };
};
