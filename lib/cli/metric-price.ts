/** $0.01 for 1,000 metrics asked for. */
const dollarsPerMetric = 0.01 / 1000;

export const metricPrice = (billedMetrics: number): string =>
  `$${(billedMetrics * dollarsPerMetric).toFixed(5)}`;
