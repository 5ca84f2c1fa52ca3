/**
 * Points of 20 seconds, which the plant does not keep. A task's sample is its average over the part of the period that
 * it ran. Tasks go in the reverse order of their coming, so the one of rank r ran in every step that had r tasks.
 */
import type { MetricPoint } from '../scalers/scaler.ts';
import type { StepFacts } from './step-facts.ts';

const sampleOfRank = (rank: number, steps: readonly StepFacts[]): number => {
  let sum = 0;
  let count = 0;
  for (const { running, cpuPercent } of steps) {
    if (running < rank) continue;
    sum += cpuPercent;
    count += 1;
  }
  return sum / count;
};

/** Ranks that ran in the same steps have the same sample, so each distinct count is looked at once. */
const sumOfSamples = (steps: readonly StepFacts[]): number => {
  const counts = [...new Set(steps.map(({ running }) => running))].toSorted((a, b) => a - b);
  return counts.reduce((sum, rank, index) => {
    const tasks = rank - (counts[index - 1] ?? 0);
    return tasks === 0 ? sum : sum + tasks * sampleOfRank(rank, steps);
  }, 0);
};

/** Steps of equal length that make up one period. */
export const pointOver = (steps: readonly StepFacts[]): MetricPoint => {
  const tasks = Math.max(0, ...steps.map(({ running }) => running));
  return {
    atMs: steps[0]?.fromMs ?? 0,
    cpuPercent: tasks === 0 ? null : sumOfSamples(steps) / tasks,
    tasks,
    requests: steps.reduce((sum, { arrived }) => sum + arrived, 0),
    // Queues are measured by the minute.
    jobs: null,
  };
};
