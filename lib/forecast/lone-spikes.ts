/**
 * A single reading far beyond everything around it, and beyond the same time of other days, is a fault of the
 * measurement. It is taken for a gap, because one reading of a millionfold would outweigh a month. The newest readings
 * are left alone: a crowd begins like that.
 */
import { at, dayMs, type LoadSeries, stepsIn, weekMs } from '#engine/foresight/load-series.ts';
import { medianOf } from './statistics.ts';

const reach = 6;
/** A crowd doubles or trebles a load from one five minutes to the next, and stays for more than two of them. */
const beyondNeighbours = 10;
const longestSteps = 2;

const isLone = (values: Float64Array, index: number, seasons: readonly number[]): boolean => {
  const value = at(values, index);
  const again = seasons.flatMap((season) => [values[index - season], values[index + season]]);
  if (again.some((other) => other !== undefined && other * beyondNeighbours > value)) return false;
  const around = [...values.subarray(Math.max(0, index - reach), index + reach + 1)];
  const alike = around.filter((other) => other * beyondNeighbours > value).length;
  return alike <= longestSteps && value > medianOf(around) * beyondNeighbours;
};

export const withoutLoneSpikes = (series: LoadSeries): LoadSeries => {
  const { values, stepMs } = series;
  const seasons = [stepsIn(dayMs, stepMs), stepsIn(weekMs, stepMs)];
  const usual = medianOf(values.filter((value) => value > 0));
  const cleaned = values.map((value, index) =>
    index < values.length - reach &&
    value > usual * beyondNeighbours &&
    isLone(values, index, seasons)
      ? Number.NaN
      : value,
  );
  return { ...series, values: cleaned };
};
