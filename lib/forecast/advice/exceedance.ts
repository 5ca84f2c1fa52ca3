/** The chance that a load exceeds something, from the bounds that its past forecasts give it. */
import { type Lead, levels } from '#engine/foresight/forecast.ts';

/** Beyond the outermost bound nothing is known but that the chance is at most so much. */
export const leastChance: number = 1 - (levels.at(-1) ?? 1);

type Bound = { readonly level: number; readonly load: number };

const boundsOf = ({ below }: Lead): readonly Bound[] =>
  levels.map((level, index) => ({ level, load: below[index] ?? Number.POSITIVE_INFINITY }));

/** In a straight line between two bounds. Never said to be smaller than what could have been seen. */
export const chanceAbove = (lead: Lead, load: number): number => {
  const bounds = boundsOf(lead);
  const upper = bounds.findIndex((bound) => bound.load > load);
  if (upper < 0) return leastChance;
  const [above, under] = [bounds[upper], bounds[upper - 1]];
  if (above === undefined || under === undefined) return 1;
  const span = above.load - under.load;
  const share = Number.isFinite(span) && span > 0 ? (load - under.load) / span : 0;
  return 1 - (under.level + share * (above.level - under.level));
};
