/** What a scaler would need to be as safe, or as cheap, as another: read off its frontier between the turns it took. */
import type { Turn } from './report.ts';

type Axis = 'violatedPct' | 'taskHours';

/** Of two neighbours on either side of `at`, the value between them. */
const between = (low: Turn, high: Turn, along: Axis, at: number, wanted: Axis): number => {
  const width = high[along] - low[along];
  const share = width === 0 ? 0 : (at - low[along]) / width;
  return low[wanted] + share * (high[wanted] - low[wanted]);
};

/**
 * The least of `wanted` that the frontier reaches where `along` is `at`; `null` where it was never turned so far,
 * since nothing is known beyond the turns that were tried.
 */
export const readFrontier = (frontier: readonly Turn[], along: Axis, at: number): number | null => {
  const wanted: Axis = along === 'violatedPct' ? 'taskHours' : 'violatedPct';
  const turns = frontier.toSorted((one, other) => one.knob - other.knob);
  const crossings = turns.slice(1).flatMap((turn, index) => {
    const before = turns[index] ?? turn;
    const [low, high] = before[along] <= turn[along] ? [before, turn] : [turn, before];
    return low[along] <= at && at <= high[along] ? [between(low, high, along, at, wanted)] : [];
  });
  return crossings.length === 0 ? null : Math.min(...crossings);
};
