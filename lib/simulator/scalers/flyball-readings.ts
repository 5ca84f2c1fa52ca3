/** What a tick would read of the service on trial, in the words of the engine. */
import type { Point, Reading, Readings } from '#engine/model.ts';
import { lookBackSeconds, planReads, type Read } from '#engine/plan-reads.ts';
import type { Policy, SignalDefinition } from '#engine/policy.ts';
import type { MetricPoint, Sight } from './scaler.ts';
import { trialView } from './trial-view.ts';

export type Resolution = 60 | 20;

type Definition = Read['definition'];

const seriesOf = (points: readonly Point[]): Reading =>
  points.length === 0 ? { kind: 'absent' } : { kind: 'series', points };

/** Newest first until the window's start, since the window is short and the history is not. */
const within = (points: readonly MetricPoint[], fromMs: number): readonly MetricPoint[] => {
  let first = points.length;
  while (first > 0 && (points[first - 1]?.atMs ?? 0) >= fromMs) first -= 1;
  return points.slice(first);
};

/** No task, no metric. A loop, since `flatMap` over a window a tick took a quarter of a trial. */
const cpuPoints = (points: readonly MetricPoint[]): readonly Point[] => {
  const known: Point[] = [];
  for (const { atMs, cpuPercent: value, tasks } of points) {
    if (value !== null) known.push({ atMs, value, tasks });
  }
  return known;
};

/** A load balancer reports minutes with requests only; the engine wants requests a minute. */
const requestPoints = (points: readonly MetricPoint[], resolution: Resolution): readonly Point[] =>
  points.flatMap(({ atMs, requests }) =>
    requests === 0 ? [] : [{ atMs, value: (requests * 60) / resolution }],
  );

/** What somebody else knows of a signal; `null` for one that the load tells. */
export type Tell = (signal: string, points: readonly MetricPoint[]) => Reading | null;

const notSimulated = (signal: string): Reading => ({
  kind: 'failed',
  cause: `a trace of load says nothing about ${signal}`,
});

export const isSimulated = ({ kind }: SignalDefinition): boolean =>
  kind === 'cpu' || kind === 'requests' || kind === 'queueDepth' || kind === 'formula';

const answer = (definition: Definition, signal: string, window: Window): Reading => {
  const { sight, points, resolution } = window;
  switch (definition.kind) {
    case 'cpu':
      return seriesOf(cpuPoints(points));
    case 'requests':
      return seriesOf(requestPoints(points, resolution));
    case 'queueDepth': {
      if (sight.backlog === null)
        return { kind: 'failed', cause: 'the service works off no queue' };
      const { waiting, inFlight } = sight.backlog;
      return seriesOf([{ atMs: sight.nowMs, value: waiting + inFlight }]);
    }
    case 'memory':
    case 'latency':
    case 'errors':
    case 'queueAge':
    case 'custom':
    case 'expression':
      return notSimulated(signal);
    default:
      return definition satisfies never;
  }
};

type Window = {
  readonly sight: Sight;
  readonly points: readonly MetricPoint[];
  readonly resolution: Resolution;
};

type Reach = {
  readonly resolution: Resolution;
  /** @default nobody */
  readonly tell?: Tell | undefined;
  /** @default as far as the policy looks */
  readonly atLeastSeconds?: number;
};

/** Asks for what the plan of reads asks for. */
export const createReadings = (policy: Policy, { resolution, tell, atLeastSeconds = 0 }: Reach) => {
  const reads = planReads([{ policy, view: trialView({ desired: 0, running: 0, pending: 0 }) }], 0);
  const lookBackMs = Math.max(lookBackSeconds(policy), atLeastSeconds) * 1000;
  return (sight: Sight): Readings => {
    const published = resolution === 60 ? sight.minutes : sight.thirds;
    const points = within(published, sight.nowMs - lookBackMs);
    const window = { sight, points, resolution };
    return Object.fromEntries(
      reads.map(({ signal, definition }) => [
        signal,
        tell?.(signal, points) ?? answer(definition, signal, window),
      ]),
    );
  };
};
