/** What has been published of a metric by now. Metrics come late: a minute is seen a minute or so after it ended. */
import { uniform } from '#simulator/plant/random.ts';
import type { LocalContext } from '../operation.ts';
import { customMetrics } from './custom-metrics.ts';
import { ecsMetrics } from './ecs-metrics.ts';
import { loadBalancerMetrics } from './load-balancer-metrics.ts';
import type { Metric, MetricData, Namespace, Range } from './metric.ts';
import { queueMetrics } from './queue-metrics.ts';

const minuteMs = 60_000;

const namespaces: Readonly<Record<string, Namespace>> = {
  'AWS/ECS': ecsMetrics,
  'AWS/ApplicationELB': loadBalancerMetrics,
  'AWS/SQS': queueMetrics,
};

const nameOf = ({ namespace, name, dimensions }: Metric): string =>
  [namespace, name, ...Object.values(dimensions).toSorted()].join('/');

/** Points of 20 seconds come sooner by as much as they are shorter, as AWS's own measurements of them suggest. */
const delayRatio = (periodMs: number): number => periodMs / minuteMs;

const appearsMs = (
  name: string,
  atMs: number,
  periodMs: number,
  { world, metricDelay }: LocalContext,
): number => {
  const { fromSeconds, toSeconds } = metricDelay;
  const share = uniform(world.seed, name, atMs, 'delay');
  const delayMs = (fromSeconds + (toSeconds - fromSeconds) * share) * 1000;
  return atMs + periodMs + delayMs * delayRatio(periodMs);
};

/** What was sent is seen at once; only what AWS measures itself comes late. */
export const publishedData = (metric: Metric, range: Range, context: LocalContext): MetricData => {
  const sent = context.metrics.read(metric, range);
  if (sent.data.length > 0) return sent;
  const namespace = namespaces[metric.namespace] ?? customMetrics;
  const knownMs = Math.min(context.nowMs, context.staleSinceMs ?? Infinity);
  const name = nameOf(metric);
  const { periodMs = minuteMs, ...measured } = namespace(metric, range, context);
  const surelySeenMs = knownMs - minuteMs - context.metricDelay.toSeconds * 1000;
  const data = measured.data.filter(
    ({ atMs }) => atMs <= surelySeenMs || appearsMs(name, atMs, periodMs, context) <= knownMs,
  );
  return { ...measured, data, periodMs };
};
