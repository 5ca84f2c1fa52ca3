/** A history read as tasks: what ran in each minute, how busy it was, and so what the load was. */
import type { CountMinute, ServiceHistory } from '#lib/service-history.ts';
import { type SamplesPerTask, samplesPerTask } from './samples-per-task.ts';

export type PastMinute = {
  readonly atMs: number;
  readonly cpuPercent: number;
  readonly tasks: number;
};

export type Past = {
  readonly minutes: readonly PastMinute[];
  readonly counts: readonly CountMinute[];
  readonly samplesPerTask: SamplesPerTask;
};

export const pastOf = (history: ServiceHistory): Past => {
  const perTask = samplesPerTask(history);
  return {
    minutes: history.usage.map(({ atMs, cpuPercent, samples }) => ({
      atMs,
      cpuPercent,
      tasks: samples / perTask,
    })),
    counts: history.counts,
    samplesPerTask: perTask,
  };
};

/** The load in whole tasks' worth of CPU: four tasks at 50 % do the work of two. */
export const busyTasks = ({ cpuPercent, tasks }: PastMinute): number => (cpuPercent * tasks) / 100;

/** From here on CPU may hide demand, as it does for the engine's rules. */
export const saturatedPercent = 90;

export const saturatedMinutes = ({ minutes }: Past): number =>
  minutes.filter(({ cpuPercent }) => cpuPercent >= saturatedPercent).length;
