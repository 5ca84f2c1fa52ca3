/**
 * A load at even steps. It is load that is forecast (requests, or tasks × utilisation): utilisation alone falls when
 * tasks are added, so its past says nothing about its future.
 */
export type LoadSeries = {
  readonly startMs: number;
  readonly stepMs: number;
  /** One value a step, oldest first; NaN where nothing was measured. */
  readonly values: Float64Array;
};

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
export const weekMs = 7 * dayMs;

/** Reads of a typed array by an index that was checked by its loop; NaN beyond its ends. */
export const at = (values: Float64Array, index: number): number => values[index] ?? Number.NaN;

/** The end of the newest step: the moment from which a forecast looks ahead. */
export const endOf = ({ startMs, stepMs, values }: LoadSeries): number =>
  startMs + values.length * stepMs;

/** How many steps a span takes, one at least. */
export const stepsIn = (spanMs: number, stepMs: number): number =>
  Math.max(1, Math.round(spanMs / stepMs));

/** The newest part of a series, ending `dropSteps` before its end. */
export const window = (series: LoadSeries, steps: number, dropSteps = 0): LoadSeries => {
  const end = series.values.length - dropSteps;
  const start = Math.max(0, end - steps);
  return {
    stepMs: series.stepMs,
    startMs: series.startMs + start * series.stepMs,
    values: series.values.subarray(start, end),
  };
};

/** Means over `factor` steps, counted back from the end; a step of nothing but gaps stays a gap. */
export const coarser = (series: LoadSeries, factor: number): LoadSeries => {
  const { stepMs, startMs, values } = series;
  const length = Math.floor(values.length / factor);
  const skipped = values.length - length * factor;
  const means = new Float64Array(length);
  for (let index = 0; index < length; index += 1) {
    let sum = 0;
    let count = 0;
    for (let offset = 0; offset < factor; offset += 1) {
      const value = at(values, skipped + index * factor + offset);
      if (Number.isNaN(value)) continue;
      sum += value;
      count += 1;
    }
    means[index] = count === 0 ? Number.NaN : sum / count;
  }
  return { stepMs: stepMs * factor, startMs: startMs + skipped * stepMs, values: means };
};
