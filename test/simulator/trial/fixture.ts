/** Small loads and simple scalers to try things with. */
import type { TrialPlant } from '#simulator/comparison/comparison.ts';
import { loadFromPoints } from '#simulator/loads/from-points.ts';
import type { Known } from '#simulator/loads/in-order.ts';
import type { Load } from '#simulator/loads/load.ts';
import type { Scaler, Sight } from '#simulator/scalers/scaler.ts';
import { usualPlant } from '#simulator/trial/setup.ts';

export const startMs = Date.UTC(2026, 10, 2, 9, 0, 0);
export const minuteMs = 60_000;

/** A value a minute; `null` is a minute without one. */
export const loadOf = (values: readonly (number | null)[]): Load => {
  const points = values.flatMap((value, minute): readonly Known[] =>
    value === null ? [] : [{ line: minute + 2, atMs: startMs + minute * minuteMs, value }],
  );
  return loadFromPoints('made up', points, []);
};

export const minutes = (count: number, value: (minute: number) => number): readonly number[] =>
  Array.from({ length: count + 1 }, (_, minute) => value(minute));

/** One task does 10 a second, and values are requests a second: the peak has to be told. */
export const plantFor = (peakPerSecond: number, plant: Partial<TrialPlant> = {}): TrialPlant => ({
  ...usualPlant,
  capacityPerTask: 10,
  peakTasks: peakPerSecond / 9,
  max: 100,
  ...plant,
});

export const scalerFrom = (answer: (sight: Sight) => number, everySeconds = 60): Scaler => ({
  name: 'static-peak',
  settings: {},
  everySeconds,
  begin: () => answer,
});
