/**
 * What tasks use. Where all running tasks run alike, what they use is kept once, with the minute, and a task only says
 * how it differs: one that joined late has missed what was used before it came. Tasks of their own temperament, and
 * workers on a queue, each keep their own.
 */
import { noUsage, type Task, type Usage } from './tasks.ts';

export const plus = (a: Usage, b: Usage): Usage => ({
  seconds: a.seconds + b.seconds,
  cpu: a.cpu + b.cpu,
  memory: a.memory + b.memory,
});

/** For a task that joins now: what the others have used and it has not. */
export const missed = (shared: Usage): Usage =>
  shared.seconds === 0
    ? noUsage
    : { seconds: -shared.seconds, cpu: -shared.cpu, memory: -shared.memory };

export const usedBy = (task: Task, shared: Usage): Usage =>
  task.phase.kind === 'running' && shared.seconds > 0 ? plus(shared, task.usage) : task.usage;

export type Heat = {
  readonly seconds: number;
  /** 0 to 1. */
  readonly share: number;
  readonly memoryPercent: { readonly idle: number; readonly busy: number };
};

export const usageOf = ({ seconds, share, memoryPercent: { idle, busy } }: Heat): Usage => ({
  seconds,
  cpu: 100 * share * seconds,
  memory: (idle + (busy - idle) * share) * seconds,
});
