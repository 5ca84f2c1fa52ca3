/** The generated loads by name. Nothing is stored: the seed makes them. */
import { loadFromPoints } from '../from-points.ts';
import type { Known } from '../in-order.ts';
import type { Load } from '../load.ts';
import { generatedStartMs, luckOf, minutesPerDay, type Shape } from './shape.ts';
import * as shapes from './shapes.ts';

export type Generated = {
  readonly name: string;
  readonly days: number;
  readonly what: string;
  readonly shape: Shape;
  /** Its values may as well be messages. */
  readonly queue?: true;
};

export const generatedLoads: readonly Generated[] = [
  {
    name: 'diurnal',
    days: 14,
    what: 'quiet nights, a noon, a higher evening',
    shape: shapes.diurnal,
  },
  {
    name: 'weekly',
    days: 28,
    what: 'the same with weekends and a busy Monday',
    shape: shapes.weekly,
  },
  {
    name: 'flash-crowd',
    days: 7,
    what: 'a crowd a day within two minutes',
    shape: shapes.flashCrowd,
  },
  { name: 'step', days: 3, what: 'a new level every three hours, at once', shape: shapes.step },
  {
    name: 'sawtooth',
    days: 3,
    what: 'two hours up in a line, down at once',
    shape: shapes.sawtooth,
  },
  {
    name: 'bursty-low-rate',
    days: 7,
    what: 'next to nothing, and bursts of minutes',
    shape: shapes.burstyLowRate,
  },
  {
    name: 'queue-batches',
    days: 7,
    what: 'batches on the hour and a large one at night; messages, with --queue',
    shape: shapes.queueBatches,
    queue: true,
  },
  { name: 'growth', days: 28, what: 'six times the load within four weeks', shape: shapes.growth },
  {
    name: 'outage',
    days: 7,
    what: 'two outages with retry storms, and lost numbers',
    shape: shapes.outage,
  },
];

export const findGenerated = (name: string): Generated | null =>
  generatedLoads.find((each) => each.name === name) ?? null;

type Point = { readonly atMs: number; readonly value: number | null };

const decimals = 1000;

/** One point a minute; three decimals, so that what is written is what was meant. */
export const generatedPoints = (
  { name, days, shape }: Generated,
  seed: number,
): readonly Point[] => {
  const luck = luckOf(seed, name);
  return Array.from({ length: days * minutesPerDay + 1 }, (_, minute) => {
    const value = shape(minute, luck);
    return {
      atMs: generatedStartMs + minute * 60_000,
      value: value === null ? null : Math.round(value * decimals) / decimals,
    };
  });
};

export const generateLoad = (generated: Generated, seed: number): Load => {
  const points = generatedPoints(generated, seed).flatMap(
    ({ atMs, value }, index): readonly Known[] =>
      value === null ? [] : [{ line: index + 2, atMs, value }],
  );
  return loadFromPoints(generated.name, points, []);
};

export const generatedCsv = (generated: Generated, seed: number): string => {
  const rows = generatedPoints(generated, seed).map(
    ({ atMs, value }) => `${new Date(atMs).toISOString().replace('.000Z', 'Z')},${value ?? ''}`,
  );
  return ['timestamp,value', ...rows, ''].join('\n');
};
