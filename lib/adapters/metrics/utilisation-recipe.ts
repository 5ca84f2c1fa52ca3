/** CPU and memory: the average over the tasks, and how many tasks it is an average of. */
import type { Point, ServiceId } from '#engine/model.ts';
import type { MetricQuestion, Window } from './question.ts';
import type { Recipe } from './recipe.ts';
import { readingOf } from './series-recipe.ts';

/**
 * ECS publishes one sample a task each 60 s, so the samples of a minute are the running tasks. A service
 * with 20-second metrics publishes three: its resolution has to come in here before it counts right.
 */
const sampleResolutionSeconds = 60;

const tasksFromSamples = (samples: number, periodSeconds: number): number =>
  samples / (periodSeconds / sampleResolutionSeconds);

const withTasks = (
  averages: readonly Point[],
  samples: readonly Point[],
  periodSeconds: number,
): readonly Point[] => {
  const samplesAt = new Map(samples.map(({ atMs, value }) => [atMs, value]));
  return averages.map((point) => {
    const count = samplesAt.get(point.atMs);
    return count === undefined
      ? point
      : { ...point, tasks: tasksFromSamples(count, periodSeconds) };
  });
};

export const utilisationRecipe = (
  metric: 'CPUUtilization' | 'MemoryUtilization',
  { cluster, name }: ServiceId,
  window: Window,
): Recipe => {
  const question = (statistic: string): MetricQuestion => ({
    kind: 'metric',
    origin: 'built-in',
    window,
    source: {
      namespace: 'AWS/ECS',
      metric,
      dimensions: { ClusterName: cluster, ServiceName: name },
      statistic,
    },
  });
  const average = question('Average');
  const sampleCount = question('SampleCount');
  return {
    questions: [average, sampleCount],
    combine: (answerTo) => {
      const averages = answerTo(average);
      const samples = answerTo(sampleCount);
      if (averages.kind === 'failed') return averages;
      if (samples.kind === 'failed') return samples;
      return readingOf(withTasks(averages.points, samples.points, window.periodSeconds));
    },
  };
};
