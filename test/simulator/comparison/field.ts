/** A short load to compare everyone on: a value a minute. */

import type { ComparisonSetup } from '#simulator/comparison/run-comparison.ts';
import { loadFromPoints } from '#simulator/loads/from-points.ts';
import type { Known } from '#simulator/loads/in-order.ts';
import { usualFlyball } from '#simulator/scalers/flyball-contestant.ts';
import { usualPrice } from '#simulator/scores/cost.ts';
import { usualPlant, type Work } from '#simulator/trial/setup.ts';

const startMs = Date.UTC(2026, 10, 2, 9, 0, 0);

type Shape = { readonly values: readonly number[]; readonly work?: Work; readonly lag?: number };

export const comparisonOf = ({ values, work = 'requests', lag = 60 }: Shape): ComparisonSetup => {
  const points = values.map(
    (value, minute): Known => ({ line: minute + 2, atMs: startMs + minute * 60_000, value }),
  );
  const plant = { ...usualPlant, startLagSeconds: lag };
  const targetPercent = 60;
  return {
    load: loadFromPoints('short', points, []),
    plant,
    work,
    price: usualPrice,
    flyball: usualFlyball({ plant, work, targetPercent }, {}),
    targetPercent,
  };
};

/** Up and down by the hour, with a crowd in the third. */
export const hours = (count: number): readonly number[] =>
  Array.from({ length: count * 60 + 1 }, (_, minute) => {
    const wave = 10 + 6 * Math.sin(minute / 25);
    return minute > 150 && minute < 165 ? 3 * wave : wave;
  });
