/** One task and its life: pending, running, draining, then gone. */
import { normal, uniform } from './random.ts';
import type { StartLag } from './setup.ts';

export type Phase =
  | { readonly kind: 'pending'; readonly readyMs: number; readonly fate: 'run' | 'fail' }
  | { readonly kind: 'running'; readonly sinceMs: number }
  | { readonly kind: 'draining'; readonly untilMs: number };

/** A message being worked on. It keeps its arrival time, because it may have to go back to the queue. */
export type Job = { readonly arrivedMs: number; readonly endMs: number };

/** What the task used since the minute began, in percent times seconds. */
export type Usage = { readonly seconds: number; readonly cpu: number; readonly memory: number };

export type Task = {
  readonly id: number;
  readonly deployment: number;
  readonly createdMs: number;
  readonly phase: Phase;
  readonly protectedUntilMs: number | null;
  readonly job: Job | null;
  readonly usage: Usage;
};

export const noUsage: Usage = { seconds: 0, cpu: 0, memory: 0 };

export type Start = {
  readonly seed: number;
  readonly service: string;
  readonly id: number;
  readonly deployment: number;
  readonly nowMs: number;
  readonly lag: StartLag;
  /** Share of starts that fail. */
  readonly failing: number;
};

const lagMs = ({ seed, service, id, lag }: Start): number =>
  typeof lag === 'number'
    ? lag * 1000
    : lag.medianSeconds * Math.exp(lag.spread * normal(seed, service, id, 'lag')) * 1000;

export const startTask = (start: Start): Task => ({
  id: start.id,
  deployment: start.deployment,
  createdMs: start.nowMs,
  phase: {
    kind: 'pending',
    readyMs: start.nowMs + lagMs(start),
    fate: uniform(start.seed, start.service, start.id, 'fate') < start.failing ? 'fail' : 'run',
  },
  protectedUntilMs: null,
  job: null,
  usage: noUsage,
});

/** A task that was there before the world began. */
export const runningTask = (id: number, nowMs: number): Task => ({
  id,
  deployment: 1,
  createdMs: nowMs,
  phase: { kind: 'running', sinceMs: nowMs },
  protectedUntilMs: null,
  job: null,
  usage: noUsage,
});

export const isPending = (task: Task): boolean => task.phase.kind === 'pending';
export const isRunning = (task: Task): boolean => task.phase.kind === 'running';
export const isDraining = (task: Task): boolean => task.phase.kind === 'draining';

/** Pending or running: what the desired count is compared with. */
export const isLive = (task: Task): boolean => !isDraining(task);

export const isProtected = (task: Task, nowMs: number): boolean =>
  task.protectedUntilMs !== null && task.protectedUntilMs > nowMs;
