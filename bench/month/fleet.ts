/**
 * Services for a month: every shape of the generated loads that is requests, each with its own seed, begun at its own hour
 * and of its own size, so that no two are busy together by construction. No constant of the planner was chosen on these seeds.
 */
import type { TrialPlant } from '#simulator/comparison/comparison.ts';
import { generatedLoads, generateLoad } from '#simulator/loads/generated/catalogue.ts';
import type { Load } from '#simulator/loads/load.ts';
import { usualPlant } from '#simulator/trial/setup.ts';

export type Span = { readonly startMs: number; readonly endMs: number };

export type Member = { readonly shape: string; readonly load: Load; readonly plant: TrialPlant };

const shapes = generatedLoads.filter(({ queue }) => queue !== true);
const peaks = [5, 10, 20, 35];

const hourMs = 3_600_000;

/** A prime number of hours, so that services of one shape begin all over its days and weeks. */
const apartHours = 61;

/** Short traces come round again; what was lost in one is lost on each round, and nothing is scored by it here. */
const cut = (load: Load, at: number, { startMs, endMs }: Span): Load => {
  const lengthMs = load.endMs - load.startMs;
  const shiftMs = at * apartHours * hourMs;
  return {
    ...load,
    startMs,
    endMs,
    unobserved: [],
    at: (atMs) => load.at(load.startMs + ((atMs - startMs + shiftMs) % lengthMs)),
  };
};

export const membersOf = (services: number, firstSeed: number, span: Span): readonly Member[] =>
  Array.from({ length: services }, (_, index) => {
    const seed = firstSeed + index;
    const shape = shapes[seed % shapes.length];
    if (shape === undefined) throw new Error('no generated load is requests');
    const peakTasks =
      peaks[Math.floor(seed / shapes.length) % peaks.length] ?? usualPlant.peakTasks;
    const load = cut(generateLoad(shape, seed), seed, span);
    return { shape: shape.name, load, plant: { ...usualPlant, seed, peakTasks } };
  });
