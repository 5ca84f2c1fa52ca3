/** A past that somebody made up. */
import type { ServiceHistories, ServiceHistory } from '#lib/service-history.ts';

/** CPU with its two statistics is one metric, and Container Insights has two of its own. */
const billedMetrics = 3;

export const createMemoryHistories = ({ usage, counts }: ServiceHistory): ServiceHistories => ({
  billedMetrics: () => billedMetrics,
  read: async (_, { fromMs, toMs }) => {
    const within = ({ atMs }: { readonly atMs: number }): boolean => fromMs <= atMs && atMs < toMs;
    return { usage: usage.filter(within), counts: counts.filter(within) };
  },
});
