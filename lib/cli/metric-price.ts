import { dollarsOf } from '#lib/spend.ts';

export const metricPrice = (paidMetrics: number): string =>
  `$${dollarsOf({ paidMetrics, freeRequests: 0 }).toFixed(5)}`;
