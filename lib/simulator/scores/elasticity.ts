/** How closely supply followed demand: theta, tau and instability of the SPEC Research Group; see docs/SCORES.md. */
import type { ScoredMinute } from './scored.ts';

export type Elasticity = {
  /** Tasks that were missing, as a share of demand, on average, in percent. */
  readonly thetaU: number;
  /** Tasks too many, likewise. */
  readonly thetaO: number;
  /** Share of the time with too few tasks, in percent. */
  readonly tauU: number;
  readonly tauO: number;
};

/** A minute that asks for nothing divides by one task instead. */
const relativeTo = ({ demand }: ScoredMinute): number => Math.max(1, demand);

const meanPercent = (
  minutes: readonly ScoredMinute[],
  of: (minute: ScoredMinute) => number,
): number => {
  if (minutes.length === 0) return 0;
  return (100 * minutes.reduce((sum, minute) => sum + of(minute), 0)) / minutes.length;
};

export const elasticity = (minutes: readonly ScoredMinute[]): Elasticity => ({
  thetaU: meanPercent(minutes, (each) => Math.max(0, each.demand - each.supply) / relativeTo(each)),
  thetaO: meanPercent(minutes, (each) => Math.max(0, each.supply - each.demand) / relativeTo(each)),
  tauU: meanPercent(minutes, ({ demand, supply }) => Number(demand > supply)),
  tauO: meanPercent(minutes, ({ demand, supply }) => Number(supply > demand)),
});

/** Share of the minutes in which supply moved otherwise than demand, standing still included, in percent. */
export const instability = (minutes: readonly ScoredMinute[]): number => {
  let pairs = 0;
  let different = 0;
  for (const [index, minute] of minutes.entries()) {
    const before = minutes[index - 1];
    if (before === undefined || !minute.follows) continue;
    pairs += 1;
    const ofSupply = Math.sign(minute.supply - before.supply);
    const ofDemand = Math.sign(minute.demand - before.demand);
    different += Number(ofSupply !== ofDemand);
  }
  return pairs === 0 ? 0 : (100 * different) / pairs;
};

/** The same service with a fixed number of tasks. */
export const ofStaticSize = (minutes: readonly ScoredMinute[], tasks: number): Elasticity =>
  elasticity(minutes.map((minute) => ({ ...minute, supply: tasks })));

/** A share of 0 would make the ratio infinite; 0.01 % is a minute and a half in a week. */
const leastPercent = 0.01;

/** Above 1, the autoscaler follows demand better than the static size does. */
export const elasticSpeedUp = (ofStatic: Elasticity, ofScaler: Elasticity): number => {
  const ratio = (of: (each: Elasticity) => number): number =>
    Math.max(leastPercent, of(ofStatic)) / Math.max(leastPercent, of(ofScaler));
  const product =
    ratio(({ thetaU }) => thetaU) *
    ratio(({ thetaO }) => thetaO) *
    ratio(({ tauU }) => tauU) *
    ratio(({ tauO }) => tauO);
  return product ** (1 / 4);
};
