/** Minutes written down by hand: demand and supply in tasks. */
import type { ScoredMinute } from '#simulator/scores/scored.ts';

const atMs = (minute: number): number => Date.UTC(2026, 10, 2) + minute * 60_000;

/** A pair is demand and supply; `null` is a minute that does not count. */
export const minutesOf = (
  pairs: readonly (readonly [demand: number, supply: number] | null)[],
): readonly ScoredMinute[] =>
  pairs.flatMap((pair, index): readonly ScoredMinute[] => {
    if (pair === null) return [];
    const [demand, supply] = pair;
    const follows = index > 0 && pairs[index - 1] !== null;
    // Demand is in tasks at an SLO of 90 %.
    const utilisation = demand === 0 ? 0 : (demand * 0.9) / supply;
    return [{ atMs: atMs(index), demand, supply, pending: 0, utilisation, follows }];
  });

export const steadily = (count: number, demand: number, supply: number) =>
  Array.from({ length: count }, () => [demand, supply] as const);
