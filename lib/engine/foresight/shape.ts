/**
 * How the last half hour went, as distances from the level of the last five minutes: the newest minutes one by one,
 * then the levels of a while before. Who knows them can tell a rise from a stray, as far as the service's past lets one.
 */
import { at } from './load-series.ts';
import { levelSteps } from './volatility.ts';

const newestSteps = 4;
const earlierSteps = [5, 10, 25] as const;

export const shapeSize: number = newestSteps + earlierSteps.length;
/** How far back a shape looks. */
export const shapeSteps: number = earlierSteps[2] + levelSteps;

/** Four times the level is as far off as it gets: a single jump must not outweigh three days. */
const farthest = 3;

/** What was not measured says nothing. */
const distance = (load: number, level: number): number => {
  const ratio = load / level - 1;
  return Number.isNaN(ratio) ? 0 : Math.min(farthest, ratio);
};

/** One after another, `shapeSize` numbers a step. `levels` have the floor in them, `loads` do not. */
export const shapesOf = (
  loads: Float64Array,
  levels: Float64Array,
  floorLoad: number,
): Float64Array => {
  const shapes = new Float64Array(levels.length * shapeSize);
  for (let step = 0; step < levels.length; step += 1) {
    const level = at(levels, step);
    const from = step * shapeSize;
    for (let back = 0; back < newestSteps; back += 1) {
      shapes[from + back] = distance(at(loads, step - back) + floorLoad, level);
    }
    for (const [place, back] of earlierSteps.entries()) {
      shapes[from + newestSteps + place] = distance(at(levels, step - back), level);
    }
  }
  return shapes;
};
