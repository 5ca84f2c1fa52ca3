/** Gaps filled by what stood in the same slot: of the weeks around, else of the days around, else of any day. */
import {
  at,
  dayMs,
  type LoadSeries,
  minuteMs,
  stepsIn,
  weekMs,
} from '#engine/foresight/load-series.ts';
import { medianOf } from './statistics.ts';

/** Across so short a gap a straight line beats any other day. */
const straightMs = 15 * minuteMs;

const medianAround = (
  values: Float64Array,
  index: number,
  distance: number,
  reach: number,
): number => {
  const found: number[] = [];
  for (let times = -reach; times <= reach; times += 1) {
    const value = values[index + times * distance];
    if (value !== undefined && !Number.isNaN(value)) found.push(value);
  }
  return medianOf(found);
};

const nextKnown = (values: Float64Array, from: number): number => {
  let index = from;
  while (index < values.length && Number.isNaN(at(values, index))) index += 1;
  return index;
};

const firstNumber = (candidates: readonly (() => number)[]): number => {
  for (const candidate of candidates) {
    const value = candidate();
    if (!Number.isNaN(value)) return value;
  }
  return 0;
};

/** Gaps of a series, filled; the filled values are used as features and never learnt from as truth. */
export const fillGaps = ({ values, stepMs }: LoadSeries): Float64Array => {
  const result = values.slice();
  const [day, week] = [stepsIn(dayMs, stepMs), stepsIn(weekMs, stepMs)];
  const days = Math.ceil(values.length / day);
  for (let from = 0; from < values.length; from += 1) {
    if (!Number.isNaN(at(values, from))) continue;
    const to = nextKnown(values, from);
    const [before, after] = [values[from - 1] ?? Number.NaN, values[to] ?? Number.NaN];
    const isShort = (to - from) * stepMs <= straightMs;
    for (let index = from; index < to; index += 1) {
      const share = (index - from + 1) / (to - from + 1);
      result[index] = firstNumber([
        () => (isShort ? before + (after - before) * share : Number.NaN),
        () => medianAround(values, index, week, 4),
        () => medianAround(values, index, day, 2),
        () => medianAround(values, index, day, days),
        () => before,
        () => after,
      ]);
    }
    from = to;
  }
  return result;
};
