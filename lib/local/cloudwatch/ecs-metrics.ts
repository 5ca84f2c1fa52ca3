/**
 * AWS/ECS: one sample a running task and period, and nothing at all while no task runs. The period is a minute, or 20
 * seconds for a service that was told so: then a minute has three samples a task.
 */
import type { Samples } from '#simulator/plant/samples.ts';
import type { Third } from '#simulator/plant/third.ts';
import { thirdMs } from '#simulator/plant/third.ts';
import {
  hasDimensions,
  type MetricData,
  minutesIn,
  type Namespace,
  noData,
  type Range,
} from './metric.ts';

type Measured = Pick<Third, 'cpuPercent' | 'memoryPercent' | 'startMs'>;

const measures: Readonly<Record<string, (measured: Measured) => Samples>> = {
  CPUUtilization: ({ cpuPercent }) => cpuPercent,
  MemoryUtilization: ({ memoryPercent }) => memoryPercent,
};

const dataOf = (
  measured: readonly Measured[],
  measure: (measured: Measured) => Samples,
): MetricData['data'] =>
  measured
    .map((each) => ({ atMs: each.startMs, samples: measure(each), slices: null }))
    .filter(({ samples }) => samples.count > 0);

const isIn =
  ({ startMs, endMs }: Range) =>
  (third: Third): boolean =>
    third.startMs >= startMs && third.startMs < endMs;

export const ecsMetrics: Namespace = (metric, range, context) => {
  const measure = measures[metric.name];
  const { ClusterName: cluster = '', ServiceName: name = '' } = metric.dimensions;
  if (measure === undefined || !hasDimensions(metric, 'ClusterName', 'ServiceName')) return noData;
  if (context.world.find({ cluster, name }) === undefined) return noData;
  const thirds = context.world.thirds({ cluster, name });
  const [first] = thirds;
  if (first === undefined) {
    return { unit: 'Percent', data: dataOf(minutesIn({ cluster, name }, range, context), measure) };
  }
  return { unit: 'Percent', data: dataOf(thirds.filter(isIn(range)), measure), periodMs: thirdMs };
};
