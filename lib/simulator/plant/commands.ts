/** What can be done to a service from outside, each a change of its run: by an API call, an operator, or fate. */
import { send } from './queue.ts';
import type { ServiceRun } from './service-run.ts';
import type { Rate, ServiceStatus } from './setup.ts';
import { remove } from './stop-tasks.ts';
import { isRunning } from './tasks.ts';

/** What the world tells a command besides the run. */
export type Command = (run: ServiceRun, nowMs: number) => ServiceRun;

export const setDesired =
  (desired: number): Command =>
  (run) => ({ ...run, desired });

export const setStatus =
  (status: ServiceStatus): Command =>
  (run) => ({ ...run, status });

export const setTags =
  (tags: Readonly<Record<string, string>>): Command =>
  (run) => ({ ...run, tags });

export const setLoad =
  (load: Rate): Command =>
  (run) => ({ ...run, load });

/** Replaces every task, as a new task definition would. */
export const startRollout: Command = (run, nowMs) => ({
  ...run,
  primary: { id: run.primary.id + 1, createdMs: nowMs, rollout: 'in-progress', failedTasks: 0 },
  superseded: [run.primary, ...run.superseded],
});

/** From now on this share (0 to 1) of task starts fails. */
export const failStarts =
  (share: number): Command =>
  (run) => ({ ...run, failingStarts: share });

/** From now on this share (0 to 1) of requests fails, as behind a broken dependency. */
export const failRequests =
  (share: number): Command =>
  (run) => ({ ...run, failingRequests: share });

/** `null` lifts the protection. */
export const protectTasks =
  (ids: readonly number[], untilMs: number | null): Command =>
  (run) => ({
    ...run,
    tasks: run.tasks.map((task) =>
      ids.includes(task.id) ? { ...task, protectedUntilMs: untilMs } : task,
    ),
  });

/** The oldest running tasks die without draining. */
export const crashTasks =
  (count: number): Command =>
  (run) =>
    remove(run, run.tasks.filter(isRunning).slice(0, count));

/** Messages that somebody sends besides the steady arrivals. */
export const sendMessages =
  (count: number): Command =>
  (run, nowMs) =>
    run.queue === null ? run : { ...run, queue: send(run.queue, count, nowMs) };
