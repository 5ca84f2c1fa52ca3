/** How tasks go: let go of, drained, or lost at once, with whatever they had in hand handed back. */
import { recordDeparture } from './minute.ts';
import { handBack, type QueueRun } from './queue.ts';
import type { ServiceRun } from './service-run.ts';
import { isPending, isRunning, type Task } from './tasks.ts';
import { usedBy } from './usage.ts';

/** Takes the tasks out of the world now. */
export const remove = (run: ServiceRun, gone: readonly Task[]): ServiceRun => {
  if (gone.length === 0) return run;
  const ids = new Set(gone.map((task) => task.id));
  const queue = gone.reduce<QueueRun | null>(
    (rest, { job }) => (rest === null || job === null ? rest : handBack(rest, job.arrivedMs)),
    run.queue,
  );
  return {
    ...run,
    queue,
    tasks: run.tasks.filter((task) => !ids.has(task.id)),
    tasksStopped: run.tasksStopped + gone.length,
    minute: recordDeparture(run.minute, gone),
  };
};

/** Asks the tasks to stop: a pending one is gone at once, a running one drains first. */
export const stop = (run: ServiceRun, victims: readonly Task[], nowMs: number): ServiceRun => {
  if (victims.length === 0) return run;
  const ids = new Set(victims.map((task) => task.id));
  const phase = { kind: 'draining', untilMs: nowMs + run.traits.drainMs } as const;
  const tasks = run.tasks.map(
    (task): Task =>
      ids.has(task.id) && isRunning(task)
        ? { ...task, phase, usage: usedBy(task, run.minute.shared) }
        : task,
  );
  return remove({ ...run, tasks }, victims.filter(isPending));
};
