/** AWS/ECS: one sample a running task and minute, and nothing at all while no task runs. */
import type { Minute } from '#simulator/plant/minute.ts';
import type { Samples } from '#simulator/plant/samples.ts';
import { hasDimensions, minutesIn, type Namespace, noData } from './metric.ts';

const measures: Readonly<Record<string, (minute: Minute) => Samples>> = {
  CPUUtilization: (minute) => minute.cpuPercent,
  MemoryUtilization: (minute) => minute.memoryPercent,
};

export const ecsMetrics: Namespace = (metric, range, context) => {
  const measure = measures[metric.name];
  const { ClusterName: cluster = '', ServiceName: name = '' } = metric.dimensions;
  if (measure === undefined || !hasDimensions(metric, 'ClusterName', 'ServiceName')) return noData;
  if (context.world.find({ cluster, name }) === undefined) return noData;
  const data = minutesIn({ cluster, name }, range, context)
    .map((minute) => ({ atMs: minute.startMs, samples: measure(minute), slices: null }))
    .filter(({ samples }) => samples.count > 0);
  return { unit: 'Percent', data };
};
