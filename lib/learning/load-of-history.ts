/** From readings of the past to the load of the whole service, in the units in which the tick counts it. */
import type { LoadSeries } from '#engine/foresight/load-series.ts';
import { seriesFromPoints } from '#engine/foresight/series-from-points.ts';
import { withFormulas } from '#engine/formulas.ts';
import type { Point, Reading, Readings, ServiceView } from '#engine/model.ts';
import { signalsOf } from '#engine/policy-signals.ts';
import { isPerTask } from '#engine/rules/per-task.ts';
import { endOfPast, type Grain, type Learner, tasksSignal } from './history-reads.ts';

export type History =
  | { readonly kind: 'series'; readonly series: LoadSeries }
  | { readonly kind: 'unread'; readonly cause: string };

/** A service with 20-second metrics has three samples a minute and task, and CloudWatch does not say so. */
const samplesOfFastMetrics = 3;
const surelyFast = 2.5;
const lookedAtMs = 3 * 3_600_000;

/** NaN of nothing. */
const middleOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** By what was counted of late beside what runs now; a metric that changed its pace looks like a jump in load. */
export const samplesPerTask = (points: readonly Point[], { running }: ServiceView): number => {
  const newestMs = points.at(-1)?.atMs ?? 0;
  const late = points.flatMap(({ atMs, tasks }) =>
    tasks !== undefined && atMs > newestMs - lookedAtMs ? [tasks] : [],
  );
  return running > 0 && middleOf(late) >= running * surelyFast ? samplesOfFastMetrics : 1;
};

export const pointsOf = (reading: Reading | undefined): readonly Point[] =>
  reading?.kind === 'series' || reading?.kind === 'stale' ? reading.points : [];

type TasksAt = (point: Point) => number;

/** NaN where nobody knows how many tasks there were. */
const tasksAtEach = (points: readonly Point[], readings: Readings, view: ServiceView): TasksAt => {
  const counted = pointsOf(readings[tasksSignal]);
  const counts = new Map(counted.map(({ atMs, tasks }) => [atMs, tasks]));
  const ofOwn = samplesPerTask(points, view);
  const ofOthers = samplesPerTask(counted, view);
  return ({ atMs, tasks }) =>
    tasks === undefined ? (counts.get(atMs) ?? Number.NaN) / ofOthers : tasks / ofOwn;
};

const loadOf = (points: readonly Point[], tasksAt: TasksAt): readonly Point[] =>
  points.map((point) => ({ atMs: point.atMs, value: point.value * tasksAt(point) }));

export const historyOf = (
  signal: string,
  { policy, view }: Learner,
  measured: Readings,
  { grain, nowMs }: { readonly grain: Grain; readonly nowMs: number },
): History => {
  const definitions = signalsOf(policy);
  const readings = withFormulas(definitions, measured);
  const reading = readings[signal];
  if (reading?.kind === 'failed') return { kind: 'unread', cause: reading.cause };
  const counted = readings[tasksSignal];
  if (counted?.kind === 'failed') return { kind: 'unread', cause: counted.cause };
  const points = pointsOf(reading);
  const loads = isPerTask(definitions[signal])
    ? loadOf(points, tasksAtEach(points, readings, view))
    : points;
  const stepMs = grain.periodSeconds * 1000;
  const steps = (grain.days * 86_400_000) / stepMs;
  const series = seriesFromPoints(loads, { stepMs, endMs: endOfPast(nowMs, grain), steps });
  return { kind: 'series', series: fromFirst(series) };
};

/** A past that begins with nothing is a shorter one: a service of two days has no four weeks of gaps. */
const fromFirst = (series: LoadSeries): LoadSeries => {
  const first = series.values.findIndex((value) => !Number.isNaN(value));
  const from = first < 0 ? series.values.length : first;
  return {
    ...series,
    startMs: series.startMs + from * series.stepMs,
    values: series.values.subarray(from),
  };
};
