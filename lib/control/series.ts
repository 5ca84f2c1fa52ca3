/** Series from CloudWatch for the API, by the same readers that ticks read with. */
import type { Point, Reading, ServiceId, ServiceView } from '#engine/model.ts';
import { keyOf } from '#engine/model.ts';
import type { Read } from '#engine/plan-reads.ts';
import type { SignalDefinition } from '#engine/policy.ts';
import type { Deadline } from '#lib/ports.ts';
import { type MetricName, metricNamespace, stackDimension } from '#lib/telemetry.ts';
import type { ControlPorts, ControlWorld } from './world.ts';

/** Whoever may read signals and knows until when. */
export type SignalWorld = {
  readonly ports: Pick<ControlPorts, 'signals'>;
  readonly deadline: Deadline;
};

export type Series = {
  readonly periodSeconds: number;
  readonly fromMs: number;
  readonly toMs: number;
};

export type Asked = {
  readonly signal: string;
  readonly definition: Read['definition'];
};

/** Whole periods, the newest of which is over. */
export const seriesOf = (points: number, periodSeconds: number, nowMs: number): Series => {
  const periodMs = periodSeconds * 1000;
  const toMs = nowMs - (nowMs % periodMs);
  return { periodSeconds, fromMs: toMs - points * periodMs, toMs };
};

const readAll = async (
  asked: readonly Asked[],
  of: { readonly service: ServiceId; readonly targetGroupArns: readonly string[] },
  { periodSeconds, fromMs: startMs, toMs: endMs }: Series,
  { ports, deadline }: SignalWorld,
): Promise<ReadonlyMap<string, Reading>> => {
  const reads = asked.map((each): Read => ({ ...each, ...of, startMs, endMs, periodSeconds }));
  const { readings } = await ports.signals.read(reads, deadline);
  return new Map(Object.entries(readings.get(keyOf(of.service)) ?? {}));
};

/** No points are an answer as well: nothing was measured. Throws what kept them from being read. */
const pointsIn = (reading: Reading | undefined): readonly Point[] => {
  switch (reading?.kind) {
    case undefined:
    case 'absent':
    case 'unread':
      return [];
    case 'series':
    case 'stale':
      return reading.points;
    case 'failed':
      throw new Error(reading.cause);
    default:
      return reading satisfies never;
  }
};

export const signalPoints = async (
  asked: Asked,
  { id: service, targetGroupArns }: Pick<ServiceView, 'id' | 'targetGroupArns'>,
  series: Series,
  world: SignalWorld,
): Promise<readonly Point[]> => {
  const readings = await readAll([asked], { service, targetGroupArns }, series, world);
  return pointsIn(readings.get(asked.signal));
};

/** What a tick emits of itself, with the statistic that says most of it. */
export type FleetMetric = { readonly name: MetricName; readonly statistic: string };

const definitionOf = (
  { name, statistic }: FleetMetric,
  stack: string,
): Exclude<SignalDefinition, { readonly kind: 'formula' }> => ({
  kind: 'custom',
  per: 'service',
  namespace: metricNamespace,
  metric: name,
  dimensions: { [stackDimension]: stack },
  statistic,
});

/** By name. All of them are one request, and one metric each on the bill. */
export const fleetPoints = async (
  metrics: readonly FleetMetric[],
  series: Series,
  world: ControlWorld,
): Promise<ReadonlyMap<MetricName, readonly Point[]>> => {
  const { home, stack } = world;
  const service = { ...home, cluster: metricNamespace, name: stack };
  const asked = metrics.map((metric) => ({
    signal: metric.name,
    definition: definitionOf(metric, stack),
  }));
  const readings = await readAll(asked, { service, targetGroupArns: [] }, series, world);
  return new Map(metrics.map(({ name }) => [name, pointsIn(readings.get(name))]));
};
