/** How many replicas a HorizontalPodAutoscaler (v2) recommends, before its behaviour smooths it. */
import { roundUp } from './bounds.ts';

export type UtilisationAsk = {
  readonly current: number;
  readonly ready: number;
  /** Usage over target, averaged over pods that are ready. */
  readonly ratio: number;
  readonly tolerance: number;
};

/**
 * Pods that are not ready count as idle when the ready ones want more; should that leave the ratio within the tolerance
 * or below one, nothing happens. When they want less, the others are left out.
 */
export const byUtilisation = ({ current, ready, ratio, tolerance }: UtilisationAsk): number => {
  const unready = Math.max(0, current - ready);
  const counted = ratio > 1 && unready > 0 ? current : ready;
  const adjusted = (ratio * ready) / Math.max(1, counted);
  const calm = ratio > 1 ? adjusted <= 1 + tolerance : adjusted >= 1 - tolerance;
  return calm ? current : roundUp(adjusted * counted);
};

export type TotalAsk = {
  readonly current: number;
  readonly total: number;
  readonly perReplica: number;
  readonly tolerance: number;
};

/** Of an external metric with an average value as its target: the whole of it, shared out. */
export const byTotal = ({ current, total, perReplica, tolerance }: TotalAsk): number => {
  const ratio = total / (perReplica * Math.max(1, current));
  const calm = ratio <= 1 + tolerance && ratio >= 1 - tolerance;
  return calm ? current : roundUp(total / perReplica);
};
