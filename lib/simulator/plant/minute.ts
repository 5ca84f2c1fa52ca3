/** One minute of a service's life as numbers: what the monitoring side serves, whatever its protocol. */
import type { Served } from './demand.ts';
import { addSlice, type LatencySlice } from './latency.ts';
import { oldestAgeSeconds, type QueueRun, waitingCount } from './queue.ts';
import { mergeSamples, noSamples, type Samples, sampled } from './samples.ts';
import { isRunning, noUsage, type Task, type Usage } from './tasks.ts';

export type QueueMinute = {
  readonly waiting: number;
  readonly inFlight: number;
  readonly oldestAgeSeconds: number;
  readonly sent: number;
  readonly done: number;
  readonly idleMs: number;
};

export type Minute = {
  readonly startMs: number;
  /** One sample a task that ran, each its average over the part of the minute it ran. */
  readonly cpuPercent: Samples;
  readonly memoryPercent: Samples;
  /** Requests that reached a task, failed ones included. */
  readonly requests: number;
  readonly failed: number;
  readonly rejected: number;
  readonly latency: readonly LatencySlice[];
  /** One sample a step. */
  readonly running: Samples;
  readonly queue: QueueMinute | null;
};

/** A minute that is still going on. */
export type OpenMinute = Omit<Minute, 'cpuPercent' | 'memoryPercent' | 'queue'> & {
  /** Of tasks that stopped before the minute was over. */
  readonly departed: readonly Usage[];
  /** The queue's totals when the minute began. */
  readonly queueBefore: { readonly arrived: number; readonly done: number };
};

export const openMinute = (startMs: number, queue: QueueRun | null): OpenMinute => ({
  startMs,
  requests: 0,
  failed: 0,
  rejected: 0,
  latency: [],
  running: noSamples,
  departed: [],
  queueBefore: { arrived: queue?.arrived ?? 0, done: queue?.done ?? 0 },
});

export const recordStep = (minute: OpenMinute, served: Served, running: number): OpenMinute => ({
  ...minute,
  requests: minute.requests + served.served + served.failed,
  failed: minute.failed + served.failed,
  rejected: minute.rejected + served.rejected,
  latency: addSlice(minute.latency, {
    meanMs: served.latencyMs,
    requests: served.served + served.failed,
  }),
  running: mergeSamples(minute.running, sampled(running)),
});

export const recordDeparture = (minute: OpenMinute, tasks: readonly Task[]): OpenMinute =>
  tasks.length === 0
    ? minute
    : { ...minute, departed: [...minute.departed, ...tasks.map((task) => task.usage)] };

const perTask = (usages: readonly Usage[], percentSeconds: (usage: Usage) => number): Samples =>
  usages
    .filter((usage) => usage.seconds > 0)
    .map((usage) => sampled(percentSeconds(usage) / usage.seconds))
    .reduce(mergeSamples, noSamples);

const queueMinute = (
  minute: OpenMinute,
  queue: QueueRun,
  tasks: readonly Task[],
  endMs: number,
): QueueMinute => ({
  waiting: waitingCount(queue),
  inFlight: tasks.filter((task) => task.job !== null).length,
  oldestAgeSeconds: oldestAgeSeconds(queue, endMs),
  sent: queue.arrived - minute.queueBefore.arrived,
  done: queue.done - minute.queueBefore.done,
  idleMs: endMs - queue.lastActiveMs,
});

export const closeMinute = (
  minute: OpenMinute,
  tasks: readonly Task[],
  queue: QueueRun | null,
  endMs: number,
): Minute => {
  const { departed, queueBefore: _, ...counts } = minute;
  const usages = [...departed, ...tasks.map((task) => task.usage)];
  return {
    ...counts,
    cpuPercent: perTask(usages, (usage) => usage.cpu),
    memoryPercent: perTask(usages, (usage) => usage.memory),
    queue: queue === null ? null : queueMinute(minute, queue, tasks, endMs),
  };
};

/** Tasks start each minute with a clean slate. */
export const forgetUsage = (tasks: readonly Task[]): readonly Task[] =>
  tasks.map((task) => ({ ...task, usage: noUsage }));

export const runningCount = (tasks: readonly Task[]): number => tasks.filter(isRunning).length;
