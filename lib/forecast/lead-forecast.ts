/** One lead of a forecast: the median of the experts, now and at moments of the past. */

import { at } from '#engine/foresight/load-series.ts';
import type { Expert } from './expert.ts';
import type { Rows } from './rows.ts';

export type LeadForecast = {
  readonly expected: number;
  /** Forecasts of the past, row by row, by experts that had not seen that day. */
  readonly heldOut: Float64Array;
};

/** Sorts in place: five numbers, a hundred thousand times a forecast. */
const medianOfFew = (values: Float64Array): number => {
  values.sort();
  const middle = values.length >> 1;
  return values.length % 2 === 1
    ? at(values, middle)
    : (at(values, middle - 1) + at(values, middle)) / 2;
};

export const forecastLead = (
  experts: readonly Expert[],
  ahead: number,
  rows: Rows,
): LeadForecast => {
  const verdicts = experts.map((expert) => expert(ahead, rows));
  const few = new Float64Array(experts.length);
  const medianBy = (pick: (index: number) => number): number => {
    for (let index = 0; index < few.length; index += 1) few[index] = Math.max(0, pick(index));
    return medianOfFew(few);
  };
  return {
    expected: medianBy((index) => verdicts[index]?.latest ?? 0),
    heldOut: Float64Array.from(rows.now, (_, row) =>
      medianBy((index) => verdicts[index]?.heldOut[row] ?? 0),
    ),
  };
};
