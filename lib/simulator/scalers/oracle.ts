/**
 * Knows the load to come, but not how to start a task any faster: the fewest task-hours that leave no minute violated. A task
 * is kept through a lull that is shorter than starting another would take, and stopped before a longer one: either way
 * the count is the highest demand up to when a task ordered at the next look would run.
 */
import type { DemandCourse } from '../comparison/comparison.ts';
import { type Bounds, roundUp, within } from './bounds.ts';
import type { Scaler } from './scaler.ts';

export type OracleSettings = Bounds & {
  readonly startLagSeconds: number;
  readonly everySeconds: number;
  /**
   * How long before the demand its tasks are to run. Requests: 0. What comes late in a minute and has to wait is due in
   * the next one, so a queue needs the tasks of the next minute.
   */
  readonly earlySeconds: number;
};

const highest = (demand: DemandCourse, fromMs: number, toMs: number): number => {
  const periodMs = demand.everySeconds * 1000;
  const first = Math.floor((fromMs - demand.startMs) / periodMs);
  const last = Math.ceil((toMs - demand.startMs) / periodMs);
  let most = 0;
  for (let index = Math.max(0, first); index < last; index += 1) {
    most = Math.max(most, demand.tasks[index] ?? 0);
  }
  return most;
};

export const oracle = (demand: DemandCourse, settings: OracleSettings): Scaler => {
  const aheadMs = (settings.startLagSeconds + settings.everySeconds + settings.earlySeconds) * 1000;
  return {
    name: 'oracle',
    settings,
    everySeconds: settings.everySeconds,
    begin:
      () =>
      ({ nowMs }) =>
        within(settings, roundUp(highest(demand, nowMs, nowMs + aheadMs))),
  };
};
