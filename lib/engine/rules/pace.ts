/** How many waiting jobs are one task's worth: as stated, or as many as it was seen to do within the acceptable delay. */
import { noForesight } from '../foresight/foresight.ts';
import { leastBusyMinutes } from '../foresight/throughput.ts';
import type { Context } from '../model.ts';
import type { BacklogRule } from '../policy.ts';
import type { Pace } from '../reason.ts';

/** What is stated is a guess, but a measurement that is ten times off it is more likely wrong than the guess. */
export const mostDistance = 10;

/** Learnt hourly: what nobody has renewed for a week is of another release. */
const oldestMs = 7 * 86_400_000;

/** `null`: nothing is to be learnt, so what is stated counts. */
export const paceOf = (rule: BacklogRule, { foresights, nowMs }: Context): Pace | null => {
  if (rule.learn === null) return null;
  const { perTask: stated } = rule;
  const { throughput } = foresights[rule.signal] ?? noForesight;
  if (throughput?.kind !== 'throughput') {
    const busyMinutes = throughput?.busyMinutes ?? 0;
    return { kind: 'unlearnt', perTask: stated, busyMinutes, leastBusyMinutes };
  }
  const { jobsPerTaskMinute, busyMinutes, madeAtMs } = throughput;
  const ageSeconds = (nowMs - madeAtMs) / 1000;
  if (nowMs - madeAtMs > oldestMs) return { kind: 'outdated', perTask: stated, ageSeconds };
  const { delaySeconds } = rule.learn;
  const exact = (jobsPerTaskMinute * delaySeconds) / 60;
  const perTask = Math.min(stated * mostDistance, Math.max(stated / mostDistance, exact));
  const boundedFrom = perTask === exact ? null : exact;
  return { kind: 'learnt', perTask, jobsPerTaskMinute, busyMinutes, delaySeconds, boundedFrom };
};

export const perTaskOf = (rule: BacklogRule, context: Context): number =>
  paceOf(rule, context)?.perTask ?? rule.perTask;
