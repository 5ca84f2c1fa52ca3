/** The load of one service: level, with the accidents that make a governor careful, and one step. */
import { uniform } from '#simulator/plant/random.ts';
import type { Rate } from '#simulator/plant/setup.ts';
import type { Work } from './case.ts';

/** Four tasks of 100 requests a second at 60 % CPU, which go to 90 %; a trickle of jobs, and a batch of them. */
export const levels = {
  requests: { before: 240, after: 360 },
  jobs: { before: 0.2, after: 20 },
} as const satisfies Readonly<Record<Work, { before: number; after: number }>>;

export const tasksBefore = 4;

/** Each 10 seconds stray by so much, up or down. */
const noiseRatio = 0.05;
const strayMs = 10_000;

export type Step = { readonly name: string; readonly atMs: number };

export const stepLoad =
  (work: Work, { name, atMs }: Step): Rate =>
  (nowMs) => {
    const { before, after } = levels[work];
    const stray = 2 * uniform(1, name, Math.floor(nowMs / strayMs)) - 1;
    return (nowMs < atMs ? before : after) * (1 + noiseRatio * stray);
  };
