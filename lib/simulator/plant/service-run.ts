/** A service of the world as it is at one moment. Immutable: a step makes the next one. */
import { type OpenMinute, openMinute } from './minute.ts';
import { emptyQueue, type QueueRun } from './queue.ts';
import type { ServiceSetup, ServiceStatus, StartLag } from './setup.ts';
import { runningTask, type Task } from './tasks.ts';
import type { ThirdStep } from './third.ts';

/** What stays as it was set up, every default filled in. */
export type Traits = {
  readonly seed: number;
  readonly capacityPerTask: number;
  readonly startLag: StartLag;
  readonly drainMs: number;
  readonly latencyMs: number;
  readonly memoryPercent: { readonly idle: number; readonly busy: number };
  readonly noise: number;
};

export type Deployment = {
  readonly id: number;
  readonly createdMs: number;
  readonly rollout: 'in-progress' | 'completed';
  readonly failedTasks: number;
};

export type Totals = {
  readonly offered: number;
  readonly served: number;
  readonly failed: number;
  readonly rejected: number;
};

export type ServiceRun = {
  readonly setup: ServiceSetup;
  readonly traits: Traits;
  readonly createdMs: number;
  readonly status: ServiceStatus;
  readonly tags: Readonly<Record<string, string>>;
  readonly desired: number;
  /** Everything that has not stopped, oldest first. */
  readonly tasks: readonly Task[];
  readonly tasksStarted: number;
  readonly tasksStopped: number;
  readonly primary: Deployment;
  /** Deployments being replaced; they last as long as their tasks. */
  readonly superseded: readonly Deployment[];
  /** Share of starts that fail. */
  readonly failingStarts: number;
  /** Share of requests that fail however much room there is. */
  readonly failingRequests: number;
  /** Starts that failed in a row, and when the next may be tried. */
  readonly retry: { readonly failures: number; readonly notBeforeMs: number };
  readonly load: ServiceSetup['load'];
  readonly loadCarry: number;
  readonly totals: Totals;
  readonly queue: QueueRun | null;
  readonly minute: OpenMinute;
  /** Steps of the 20 seconds that are going on, where those are published. */
  readonly third: readonly ThirdStep[];
};

export const serviceName = (run: ServiceRun): string => `${run.setup.cluster}/${run.setup.name}`;

const traitsOf = (setup: ServiceSetup, seed: number): Traits => ({
  seed,
  capacityPerTask: setup.capacityPerTask ?? 100,
  startLag: setup.startLagSeconds ?? 40,
  drainMs: (setup.drainSeconds ?? 30) * 1000,
  latencyMs: setup.latencyMs ?? 50,
  memoryPercent: setup.memoryPercent ?? { idle: 30, busy: 70 },
  noise: setup.noise ?? 0,
});

/** The service has run for a while: its desired tasks are there and its deployment is complete. */
export const beginRun = (setup: ServiceSetup, seed: number, nowMs: number): ServiceRun => {
  const queue = setup.queue === undefined ? null : emptyQueue(setup.queue, nowMs);
  const running = setup.status === 'INACTIVE' ? 0 : setup.desired;
  return {
    setup,
    traits: traitsOf(setup, seed),
    createdMs: nowMs,
    status: setup.status ?? 'ACTIVE',
    tags: setup.tags ?? {},
    desired: setup.desired,
    tasks: Array.from({ length: running }, (_, index) => runningTask(index + 1, nowMs)),
    tasksStarted: running,
    tasksStopped: 0,
    primary: { id: 1, createdMs: nowMs, rollout: 'completed', failedTasks: 0 },
    superseded: [],
    failingStarts: 0,
    failingRequests: 0,
    retry: { failures: 0, notBeforeMs: 0 },
    load: setup.load,
    loadCarry: 0,
    totals: { offered: 0, served: 0, failed: 0, rejected: 0 },
    queue,
    minute: openMinute(nowMs - (nowMs % 60_000), queue),
    third: [],
  };
};
