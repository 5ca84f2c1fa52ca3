/** Whether ticks run at all. A dead schedule is silent: nothing fails, nothing is scaled. */
import { type Finding, fine, wrong } from './finding.ts';

const intervalsAtMost = 3;

const todo =
  'look at the log of the tick function, its throttles and concurrency, the schedule in EventBridge Scheduler, and the dead-letter queue';

export type TickTimes = {
  /** `null`: no tick has ever run. */
  readonly lastMs: number | null;
  readonly nowMs: number;
  readonly intervalMs: number;
};

export const tickFinding = ({ lastMs, nowMs, intervalMs }: TickTimes): Finding => {
  if (lastMs === null) return wrong('no tick has run yet, so nothing is scaled', todo);
  const ageSeconds = Math.max(0, Math.round((nowMs - lastMs) / 1000));
  const seen = `the last tick was due ${ageSeconds} s ago, at ${new Date(lastMs).toISOString()}`;
  if (nowMs - lastMs <= intervalsAtMost * intervalMs) return fine(seen);
  return wrong(
    `${seen}, more than ${intervalsAtMost} intervals of ${intervalMs / 1000} s: nothing is scaled`,
    todo,
  );
};
