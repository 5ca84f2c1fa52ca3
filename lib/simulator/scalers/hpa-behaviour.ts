/**
 * The default behaviour of a HorizontalPodAutoscaler (v2): scale-down follows the highest recommendation of 300 s and may then
 * take everything at once; scale-up follows at once, by 100 % or 4 pods per 15 s, whichever is more.
 */

export type Recommendation = { readonly atMs: number; readonly replicas: number };

export type Memory = {
  readonly recommendations: readonly Recommendation[];
  readonly increases: readonly { readonly atMs: number; readonly added: number }[];
};

export const noMemory: Memory = { recommendations: [], increases: [] };

export const behaviourDefaults = {
  downStabilisationSeconds: 300,
  upPercent: 100,
  upPods: 4,
  upPeriodSeconds: 15,
} as const;

const { downStabilisationSeconds, upPercent, upPods, upPeriodSeconds } = behaviourDefaults;

const since = <T extends { readonly atMs: number }>(
  entries: readonly T[],
  fromMs: number,
): readonly T[] => entries.filter(({ atMs }) => atMs > fromMs);

const upLimit = (current: number, memory: Memory): number => {
  const added = memory.increases.reduce((sum, increase) => sum + increase.added, 0);
  const atPeriodStart = current - added;
  return Math.max(atPeriodStart + upPods, Math.ceil(atPeriodStart * (1 + upPercent / 100)));
};

export type Behaved = { readonly replicas: number; readonly memory: Memory };

export const behave = (
  before: Memory,
  current: number,
  recommendation: Recommendation,
): Behaved => {
  const { atMs, replicas } = recommendation;
  const recommendations = [
    ...since(before.recommendations, atMs - downStabilisationSeconds * 1000),
    recommendation,
  ];
  const increases = since(before.increases, atMs - upPeriodSeconds * 1000);
  const memory = { recommendations, increases };
  if (replicas > current) {
    const next = Math.max(current, Math.min(replicas, upLimit(current, memory)));
    const grown = next > current ? [...increases, { atMs, added: next - current }] : increases;
    return { replicas: next, memory: { recommendations, increases: grown } };
  }
  const highest = Math.max(...recommendations.map((each) => each.replicas));
  return { replicas: Math.min(current, highest), memory };
};
