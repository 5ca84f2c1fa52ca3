/** A metric's full name, and what a namespace knows about it. */
import * as z from 'zod';
import type { Minute } from '#simulator/plant/minute.ts';
import type { ServiceName } from '#simulator/plant/population.ts';
import type { LocalContext } from '../operation.ts';
import type { Datum } from './datum.ts';

export type Metric = {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
};

/** Start inclusive, end exclusive. */
export type Range = { readonly startMs: number; readonly endMs: number };

/** The minutes of a range, oldest first, published or not; none for a metric nobody ever published. */
export type MetricData = {
  readonly unit: string;
  readonly data: readonly Datum[];
  /** @default a minute */
  readonly periodMs?: number;
};

export const noData: MetricData = { unit: 'None', data: [] };

/** One namespace's metrics. */
export type Namespace = (metric: Metric, range: Range, context: LocalContext) => MetricData;

export const minutesIn = (
  service: ServiceName,
  range: Range,
  { world }: LocalContext,
): readonly Minute[] => {
  const past = world.past(service);
  // Nearly everybody asks for the last minutes, and weeks need not be looked through for those.
  const isPastAsked = (past.at(-1)?.startMs ?? 0) >= range.startMs;
  return [...(isPastAsked ? past : []), ...world.minutes(service)].filter(
    ({ startMs }) => startMs >= range.startMs && startMs < range.endMs,
  );
};

export const dimensionsSchema = z
  .array(z.object({ Name: z.string(), Value: z.string() }))
  .max(30)
  .default([])
  .transform((list) => Object.fromEntries(list.map(({ Name, Value }) => [Name, Value])));

/** A metric exists under exactly the dimensions it was published with, in any order. */
export const hasDimensions = (metric: Metric, ...names: readonly string[]): boolean =>
  Object.keys(metric.dimensions).length === names.length &&
  names.every((name) => name in metric.dimensions);
