/** How likely it is that demand outgrows so many tasks, as a number and as a word. */
import { chanceAbove } from './exceedance.ts';
import type { Leads } from './prediction.ts';

/** Above this nobody is served as they should be. */
export const bearablePercent = 90;

export type Risk = {
  /** Within the next two hours, at the worst of their steps; `null` where nothing is forecast. */
  readonly chanceRatio: number | null;
  readonly level: 'low' | 'medium' | 'high' | 'unknown';
};

/** One step in a hundred is a quarter of an hour a day; one in ten is felt every hour. */
const mostLow = 0.01;
const mostMedium = 0.1;

const levelOf = (chanceRatio: number | null): Risk['level'] => {
  if (chanceRatio === null) return 'unknown';
  if (chanceRatio <= mostLow) return 'low';
  return chanceRatio <= mostMedium ? 'medium' : 'high';
};

const chanceAt = ({ cpu, memory }: Leads, tasks: number): number | null => {
  const known = [cpu, memory].filter((lead) => lead !== null);
  if (known.length === 0) return null;
  return Math.max(...known.map((lead) => chanceAbove(lead, tasks * bearablePercent)));
};

export type RiskyStep = { readonly leads: Leads; readonly tasks: number };

export const riskOf = (steps: readonly RiskyStep[]): Risk => {
  const chances = steps
    .map(({ leads, tasks }) => chanceAt(leads, tasks))
    .filter((chance) => chance !== null);
  const chanceRatio = chances.length === 0 ? null : Math.max(...chances);
  return { chanceRatio, level: levelOf(chanceRatio) };
};
