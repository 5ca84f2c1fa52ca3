/**
 * The service scheduler: it holds the live tasks at the desired count and replaces those of an older
 * deployment, with at least 100 % of the desired count healthy and at most 200 % live while it does.
 */
import { censusOf } from './census.ts';
import { type ServiceRun, serviceName } from './service-run.ts';
import { stop } from './stop-tasks.ts';
import { isLive, isPending, isProtected, isRunning, startTask, type Task } from './tasks.ts';

const maximumRatio = 2;

/** A service that is being deleted wants nothing any more. */
const wanted = (run: ServiceRun): number => (run.status === 'ACTIVE' ? run.desired : 0);

const start = (run: ServiceRun, count: number, nowMs: number): ServiceRun => {
  if (count <= 0 || nowMs < run.retry.notBeforeMs) return run;
  const started = Array.from({ length: count }, (_, index) =>
    startTask({
      seed: run.traits.seed,
      service: serviceName(run),
      id: run.tasksStarted + index + 1,
      deployment: run.primary.id,
      nowMs,
      lag: run.traits.startLag,
      failing: run.failingStarts,
    }),
  );
  return { ...run, tasks: [...run.tasks, ...started], tasksStarted: run.tasksStarted + count };
};

const startMissing = (run: ServiceRun, nowMs: number): ServiceRun => {
  const live = run.tasks.filter(isLive);
  const current = live.filter((task) => task.deployment === run.primary.id);
  const room = Math.ceil(wanted(run) * maximumRatio) - live.length;
  return start(run, Math.min(wanted(run) - current.length, room), nowMs);
};

/** Whoever is easiest to miss first: pending before running, older deployments first, then the newest. */
const inOrderOfStopping = (tasks: readonly Task[]): readonly Task[] =>
  tasks.toSorted(
    (a, b) =>
      Number(isPending(b)) - Number(isPending(a)) || a.deployment - b.deployment || b.id - a.id,
  );

/** Tasks of older deployments go as fast as the new ones take over. */
const stopSuperseded = (run: ServiceRun, nowMs: number): ServiceRun => {
  if (censusOf(run.tasks).deployment === run.primary.id) return run;
  const old = run.tasks.filter((task) => isLive(task) && task.deployment !== run.primary.id);
  const spare = run.tasks.filter(isRunning).length - wanted(run);
  const replaced = old.filter((task) => isRunning(task) && !isProtected(task, nowMs));
  const victims = [
    ...old.filter(isPending),
    ...inOrderOfStopping(replaced).slice(0, Math.max(0, spare)),
  ];
  return stop(run, victims, nowMs);
};

/** Protected tasks stay, and then more run than are desired. */
const stopSurplus = (run: ServiceRun, nowMs: number): ServiceRun => {
  const current = run.tasks.filter((task) => isLive(task) && task.deployment === run.primary.id);
  const surplus = current.length - wanted(run);
  if (surplus <= 0) return run;
  const free = current.filter((task) => !isProtected(task, nowMs));
  return stop(run, inOrderOfStopping(free).slice(0, surplus), nowMs);
};

/** A deployment is complete once its own tasks carry the desired count and no older one is live. */
const concludeRollout = (run: ServiceRun): ServiceRun => {
  const live = new Set(run.tasks.filter(isLive).map((task) => task.deployment));
  const superseded = run.superseded.filter((deployment) => live.has(deployment.id));
  const own = run.tasks.filter((task) => isRunning(task) && task.deployment === run.primary.id);
  const complete = superseded.length === 0 && own.length >= wanted(run);
  const rollout = complete ? 'completed' : run.primary.rollout;
  return { ...run, superseded, primary: { ...run.primary, rollout } };
};

/** As many live tasks as are wanted, all of one deployment that is complete: nothing to do. */
const isSettled = (run: ServiceRun): boolean => {
  const { pending, running, deployment } = censusOf(run.tasks);
  const isOne = deployment === null || deployment === run.primary.id;
  const isComplete = run.superseded.length === 0 && run.primary.rollout === 'completed';
  return isOne && isComplete && pending + running === wanted(run);
};

export const scheduleTasks = (run: ServiceRun, nowMs: number): ServiceRun =>
  isSettled(run)
    ? run
    : concludeRollout(startMissing(stopSurplus(stopSuperseded(run, nowMs), nowMs), nowMs));
