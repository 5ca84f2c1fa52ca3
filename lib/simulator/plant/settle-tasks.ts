/** What has happened to tasks by now: starts that succeeded or failed, drains that ended. */
import { censusOf } from './census.ts';
import type { ServiceRun } from './service-run.ts';
import { remove } from './stop-tasks.ts';
import type { Task } from './tasks.ts';
import { missed } from './usage.ts';

/** The scheduler waits 10 s, 20 s, 40 s … up to 15 minutes between starts that keep failing. */
const firstRetryMs = 10_000;
const longestRetryMs = 15 * 60_000;

const hasStarted = (task: Task, nowMs: number): boolean =>
  task.phase.kind === 'pending' && task.phase.readyMs <= nowMs && task.phase.fate === 'run';

const hasFailed = (task: Task, nowMs: number): boolean =>
  task.phase.kind === 'pending' && task.phase.readyMs <= nowMs && task.phase.fate === 'fail';

/** A worker with nothing left in hand need not wait; one behind a load balancer drains its connections. */
const hasDrained = (run: ServiceRun, task: Task, nowMs: number): boolean =>
  task.phase.kind === 'draining' &&
  (task.phase.untilMs <= nowMs || (run.queue !== null && task.job === null));

const backOff = (run: ServiceRun, failed: readonly Task[], nowMs: number): ServiceRun => {
  if (failed.length === 0) return run;
  const failures = run.retry.failures + 1;
  const waitMs = Math.min(longestRetryMs, firstRetryMs * 2 ** (failures - 1));
  const ofPrimary = failed.filter((task) => task.deployment === run.primary.id).length;
  return {
    ...run,
    retry: { failures, notBeforeMs: nowMs + waitMs },
    primary: { ...run.primary, failedTasks: run.primary.failedTasks + ofPrimary },
  };
};

const admit = (run: ServiceRun, nowMs: number): ServiceRun => {
  if (!run.tasks.some((task) => hasStarted(task, nowMs))) return run;
  const phase = { kind: 'running', sinceMs: nowMs } as const;
  const usage = missed(run.minute.shared);
  const tasks = run.tasks.map(
    (task): Task => (hasStarted(task, nowMs) ? { ...task, phase, usage } : task),
  );
  return {
    ...run,
    tasks,
    retry: { failures: 0, notBeforeMs: 0 },
    primary: { ...run.primary, failedTasks: 0 },
  };
};

/** Nobody starts, and nobody's time is up. A worker may be done before its time, so workers are looked at. */
const isQuiet = (run: ServiceRun, nowMs: number): boolean => {
  const { nextMs, draining } = censusOf(run.tasks);
  return nextMs > nowMs && (run.queue === null || draining === 0);
};

export const settleTasks = (run: ServiceRun, nowMs: number): ServiceRun => {
  if (isQuiet(run, nowMs)) return run;
  const failed = run.tasks.filter((task) => hasFailed(task, nowMs));
  const drained = run.tasks.filter((task) => hasDrained(run, task, nowMs));
  return admit(backOff(remove(run, [...failed, ...drained]), failed, nowMs), nowMs);
};
