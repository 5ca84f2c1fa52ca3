/** One minute of a service's life as numbers: what the monitoring side serves, whatever its protocol. */

import { censusOf } from './census.ts';
import type { Served } from './demand.ts';
import { addSlice, type LatencySlice } from './latency.ts';
import { oldestAgeSeconds, type QueueRun, waitingCount } from './queue.ts';
import { mergeSamples, noSamples, repeated, type Samples, sampled } from './samples.ts';
import { noUsage, type Task, type Usage } from './tasks.ts';
import { plus, usedBy } from './usage.ts';

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
  /** What a task has used that ran since the minute began, as far as tasks run alike. */
  readonly shared: Usage;
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
  shared: noUsage,
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
    : {
        ...minute,
        departed: [...minute.departed, ...tasks.map((task) => usedBy(task, minute.shared))],
      };

export const recordUsage = (minute: OpenMinute, usage: Usage): OpenMinute => ({
  ...minute,
  shared: plus(minute.shared, usage),
});

type Percent = 'cpu' | 'memory';

const perTask = (usages: readonly Usage[], what: Percent): Samples =>
  usages.reduce(
    (samples, usage) =>
      usage.seconds > 0 ? mergeSamples(samples, sampled(usage[what] / usage.seconds)) : samples,
    noSamples,
  );

/** Tasks of which nothing is to be said but that they ran like all others are not looked at one by one. */
const usageSamples = (
  { shared, departed }: OpenMinute,
  tasks: readonly Task[],
): Readonly<Record<Percent, Samples>> => {
  const { ordinary } = censusOf(tasks);
  const alike = shared.seconds > 0 ? ordinary : 0;
  const others =
    alike === tasks.length
      ? []
      : tasks.filter(({ phase, usage }) => phase.kind !== 'running' || usage !== noUsage);
  const usages = [...departed, ...others.map((task) => usedBy(task, shared))];
  const of = (what: Percent): Samples =>
    mergeSamples(repeated(shared[what] / shared.seconds, alike), perTask(usages, what));
  return { cpu: of('cpu'), memory: of('memory') };
};

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
  const { departed: _departed, shared: _shared, queueBefore: _before, ...counts } = minute;
  const { cpu, memory } = usageSamples(minute, tasks);
  return {
    ...counts,
    cpuPercent: cpu,
    memoryPercent: memory,
    queue: queue === null ? null : queueMinute(minute, queue, tasks, endMs),
  };
};

/** Tasks start each minute with a clean slate. */
export const forgetUsage = (tasks: readonly Task[]): readonly Task[] =>
  tasks.every(({ usage }) => usage === noUsage)
    ? tasks
    : tasks.map((task) => ({ ...task, usage: noUsage }));
