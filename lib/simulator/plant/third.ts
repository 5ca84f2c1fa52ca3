/** Twenty seconds of what tasks used, for services that publish so often. */
import { repeated, type Samples } from './samples.ts';

export const thirdMs = 20_000;

export type Third = {
  readonly startMs: number;
  /** One sample a task that ran. */
  readonly cpuPercent: Samples;
  readonly memoryPercent: Samples;
};

/** What the tasks of one step did, all alike. */
export type ThirdStep = {
  readonly running: number;
  /** 0 to 1. */
  readonly share: number;
};

type MemoryPercent = { readonly idle: number; readonly busy: number };

/** A task's sample is its average over what it ran of the period; those who joined late count with the mean of all. */
export const closeThird = (
  steps: readonly ThirdStep[],
  { idle, busy }: MemoryPercent,
  startMs: number,
): Third => {
  const tasks = Math.max(0, ...steps.map(({ running }) => running));
  const ran = steps.reduce((sum, { running }) => sum + running, 0);
  const used = steps.reduce((sum, { running, share }) => sum + running * share, 0);
  const share = ran === 0 ? 0 : used / ran;
  return {
    startMs,
    cpuPercent: repeated(100 * share, tasks),
    memoryPercent: repeated(idle + (busy - idle) * share, tasks),
  };
};
