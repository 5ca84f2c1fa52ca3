/** AWS/ApplicationELB: reported while requests flow, and error counts only when there were errors. */
import type { Minute } from '#simulator/plant/minute.ts';
import { mean, mergeSamples, sampled } from '#simulator/plant/samples.ts';
import type { ServiceRun } from '#simulator/plant/service-run.ts';
import { loadBalancerDimension, targetGroupDimension } from '../arns.ts';
import type { LocalContext } from '../operation.ts';
import { type Datum, responseTimes } from './datum.ts';
import {
  hasDimensions,
  type Metric,
  minutesIn,
  type Namespace,
  noData,
  type Range,
} from './metric.ts';

/** What went through a load balancer or one of its target groups in a minute. */
type Traffic = Pick<Minute, 'startMs' | 'requests' | 'failed' | 'rejected' | 'latency' | 'running'>;

/** Each request is a sample of 1, so Sum and SampleCount are both the count. */
const counted = ({ startMs }: Traffic, count: number): Datum => ({
  atMs: startMs,
  samples: { count, sum: count, min: 1, max: 1 },
  slices: null,
});

const gauged = ({ startMs }: Traffic, value: number): Datum => ({
  atMs: startMs,
  samples: sampled(value),
  slices: null,
});

type Measure = {
  readonly unit: string;
  readonly of: (traffic: Traffic) => Datum;
  /** Whether there is anything to report. */
  readonly when: (traffic: Traffic) => boolean;
  readonly dimensions: readonly (readonly string[])[];
};

const balancer = ['LoadBalancer'];
const group = ['TargetGroup', 'LoadBalancer'];
const flowed = ({ requests }: Traffic): boolean => requests > 0;

const measures: Readonly<Record<string, Measure>> = {
  RequestCount: {
    unit: 'Count',
    of: (traffic) => counted(traffic, traffic.requests),
    when: flowed,
    dimensions: [balancer, group],
  },
  RequestCountPerTarget: {
    unit: 'Count',
    of: (traffic) => gauged(traffic, traffic.requests / Math.max(1, mean(traffic.running))),
    when: flowed,
    dimensions: [['TargetGroup'], group],
  },
  TargetResponseTime: {
    unit: 'Seconds',
    of: (traffic) => responseTimes(traffic.startMs, traffic.latency),
    when: flowed,
    dimensions: [balancer, group],
  },
  HTTPCode_Target_2XX_Count: {
    unit: 'Count',
    of: (traffic) => counted(traffic, traffic.requests - traffic.failed),
    when: ({ requests, failed }) => requests > failed,
    dimensions: [balancer, group],
  },
  HTTPCode_Target_5XX_Count: {
    unit: 'Count',
    of: (traffic) => counted(traffic, traffic.failed),
    when: ({ failed }) => failed > 0,
    dimensions: [balancer, group],
  },
  HTTPCode_ELB_5XX_Count: {
    unit: 'Count',
    of: (traffic) => counted(traffic, traffic.rejected),
    when: ({ rejected }) => rejected > 0,
    dimensions: [balancer],
  },
  HealthyHostCount: {
    unit: 'Count',
    of: (traffic) => ({ atMs: traffic.startMs, samples: traffic.running, slices: null }),
    when: () => true,
    dimensions: [group],
  },
};

const merge = (a: Traffic, b: Traffic): Traffic => ({
  startMs: a.startMs,
  requests: a.requests + b.requests,
  failed: a.failed + b.failed,
  rejected: a.rejected + b.rejected,
  latency: [...a.latency, ...b.latency],
  running: mergeSamples(a.running, b.running),
});

const isBehind = ({ setup }: ServiceRun, metric: Metric, { home }: LocalContext): boolean => {
  if (setup.targetGroup === undefined) return false;
  const { LoadBalancer, TargetGroup } = metric.dimensions;
  return (
    (LoadBalancer === undefined ||
      LoadBalancer === loadBalancerDimension(home, setup.targetGroup)) &&
    (TargetGroup === undefined || TargetGroup === targetGroupDimension(home, setup.targetGroup))
  );
};

/** `targetgroup/web/0123` is of the group `web`. */
const candidates = ({ dimensions }: Metric, { world }: LocalContext): readonly ServiceRun[] => {
  const { TargetGroup } = dimensions;
  return TargetGroup === undefined
    ? world.services()
    : world.behind(TargetGroup.split('/')[1] ?? '');
};

const trafficOf = (metric: Metric, range: Range, context: LocalContext): readonly Traffic[] => {
  const byMinute = new Map<number, Traffic>();
  for (const run of candidates(metric, context).filter((each) => isBehind(each, metric, context))) {
    for (const minute of minutesIn(run.setup, range, context)) {
      const before = byMinute.get(minute.startMs);
      byMinute.set(minute.startMs, before === undefined ? minute : merge(before, minute));
    }
  }
  return [...byMinute.values()].toSorted((a, b) => a.startMs - b.startMs);
};

export const loadBalancerMetrics: Namespace = (metric, range, context) => {
  const measure = measures[metric.name];
  if (measure === undefined) return noData;
  if (!measure.dimensions.some((names) => hasDimensions(metric, ...names))) return noData;
  const data = trafficOf(metric, range, context).filter(measure.when).map(measure.of);
  return { unit: measure.unit, data };
};
