import type { ParameterValues } from './parameters.ts';

/** Whether signals wait for their turn. A ceiling can only be kept by who may wait. */
export const isAdaptive = ({ Reads, MonthlyMetricBudgetUsd }: ParameterValues): boolean =>
  Reads === 'adaptive' || MonthlyMetricBudgetUsd > 0;
