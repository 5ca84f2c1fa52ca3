/** What learning costs: its reads are paid for like those of ticks, and count against the same ceiling. */
import { dollarsOf, monthOf } from '#lib/spend.ts';
import { asError, fail, fleetWide, noTrouble, type Trouble } from '#lib/tick/trouble.ts';
import type { LearningInput } from './input.ts';

export type LearningPurse = { readonly isEmpty: boolean; readonly trouble: Trouble };

/** Forecasts are what a fleet can best do without, so nothing is learnt once the month's money is spent. */
export const openLearningPurse = async ({
  fleet,
  ports,
  nowMs,
  deadline,
}: LearningInput): Promise<LearningPurse> => {
  const ceiling = fleet.parameters.MonthlyMetricBudgetUsd;
  if (ceiling === 0) return { isEmpty: false, trouble: noTrouble };
  try {
    const spend = await ports.spend.load(monthOf(nowMs), deadline);
    return { isEmpty: dollarsOf(spend) >= ceiling, trouble: noTrouble };
  } catch (thrown) {
    const error = new Error('what was spent on metrics this month could not be read', {
      cause: asError(thrown),
    });
    return { isEmpty: true, trouble: fail(fleetWide.spend, error) };
  }
};

/** After each step: a run that dies leaves out its last one at most. */
export const noteLearning = async (
  paidMetrics: number,
  { ports, nowMs, deadline }: LearningInput,
): Promise<Trouble> => {
  if (paidMetrics === 0) return noTrouble;
  try {
    await ports.spend.add(monthOf(nowMs), { freeRequests: 0, paidMetrics }, deadline);
    return noTrouble;
  } catch (thrown) {
    const error = new Error('what learning spent on metrics could not be written down', {
      cause: asError(thrown),
    });
    return fail(fleetWide.spend, error);
  }
};
