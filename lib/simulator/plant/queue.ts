/** A queue and its workers: messages wait, are worked on one at a time by a task, and are done or handed back. */
import { arrive } from './arrivals.ts';
import type { QueueSetup } from './setup.ts';
import type { Task } from './tasks.ts';

/** Messages that arrived in the same step. */
type Batch = { readonly arrivedMs: number; readonly count: number };

export type QueueRun = {
  readonly setup: QueueSetup;
  /** Oldest first. */
  readonly waiting: readonly Batch[];
  readonly carry: number;
  readonly arrived: number;
  readonly done: number;
  readonly lastActiveMs: number;
};

/** Older batches are merged beyond this many, so a queue that nobody works on stays small. */
const maxBatches = 1000;

export const emptyQueue = (setup: QueueSetup, nowMs: number): QueueRun => ({
  setup,
  waiting: [],
  carry: 0,
  arrived: 0,
  done: 0,
  lastActiveMs: nowMs,
});

export const waitingCount = (queue: QueueRun): number =>
  queue.waiting.reduce((sum, batch) => sum + batch.count, 0);

export const oldestAgeSeconds = (queue: QueueRun, nowMs: number): number => {
  const oldest = queue.waiting[0];
  return oldest === undefined ? 0 : Math.max(0, (nowMs - oldest.arrivedMs) / 1000);
};

const bounded = (waiting: readonly Batch[]): readonly Batch[] => {
  const [first, second, ...rest] = waiting;
  if (waiting.length <= maxBatches || first === undefined || second === undefined) return waiting;
  return [{ arrivedMs: first.arrivedMs, count: first.count + second.count }, ...rest];
};

export const send = (queue: QueueRun, count: number, nowMs: number): QueueRun =>
  count === 0
    ? queue
    : {
        ...queue,
        waiting: bounded([...queue.waiting, { arrivedMs: nowMs, count }]),
        arrived: queue.arrived + count,
        lastActiveMs: nowMs,
      };

export const receive = (queue: QueueRun, fromMs: number, toMs: number): QueueRun => {
  const seconds = (toMs - fromMs) / 1000;
  const { count, carry } = arrive(queue.setup.arrivals(fromMs), seconds, queue.carry);
  return { ...send(queue, count, fromMs), carry };
};

/** A task stopped with a message in hand: it becomes visible again, as old as it is. */
export const handBack = (queue: QueueRun, arrivedMs: number): QueueRun => ({
  ...queue,
  waiting: [{ arrivedMs, count: 1 }, ...queue.waiting],
});

const take = (queue: QueueRun, count: number): QueueRun => {
  const [oldest, ...rest] = queue.waiting;
  if (oldest === undefined || count === 0) return queue;
  if (oldest.count > count) {
    return { ...queue, waiting: [{ ...oldest, count: oldest.count - count }, ...rest] };
  }
  return take({ ...queue, waiting: rest }, count - oldest.count);
};

export type Worked = {
  readonly queue: QueueRun;
  readonly task: Task;
  /** The share of the step that the task was busy. */
  readonly busy: number;
};

const finished = (queue: QueueRun, jobs: number, nowMs: number): QueueRun =>
  jobs === 0 ? queue : { ...queue, done: queue.done + jobs, lastActiveMs: nowMs };

/** Ends the job in hand if it ends in time. */
const finishJob = (queue: QueueRun, task: Task, fromMs: number, toMs: number) => {
  const { job } = task;
  if (job === null) return { queue, task, freeMs: fromMs };
  if (job.endMs > toMs) return { queue, task, freeMs: toMs };
  return { queue: finished(queue, 1, toMs), task: { ...task, job: null }, freeMs: job.endMs };
};

/** One task's work from `fromMs` to `toMs`. Short jobs are done many to a step, long ones span steps. */
export const work = (queue: QueueRun, worker: Task, fromMs: number, toMs: number): Worked => {
  const after = finishJob(queue, worker, fromMs, toMs);
  const share = (untilMs: number): number => (untilMs - fromMs) / (toMs - fromMs);
  if (after.freeMs >= toMs || worker.phase.kind !== 'running') {
    return { queue: after.queue, task: after.task, busy: share(after.freeMs) };
  }
  const jobMs = queue.setup.secondsPerJob * 1000;
  const whole = Math.min(waitingCount(after.queue), Math.floor((toMs - after.freeMs) / jobMs));
  const left = finished(take(after.queue, whole), whole, toMs);
  const freeMs = after.freeMs + whole * jobMs;
  const next = left.waiting[0];
  if (next === undefined || freeMs >= toMs) {
    return { queue: left, task: after.task, busy: share(freeMs) };
  }
  const job = { arrivedMs: next.arrivedMs, endMs: freeMs + jobMs };
  return { queue: take(left, 1), task: { ...after.task, job }, busy: 1 };
};
