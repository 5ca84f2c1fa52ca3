/** A trace as the series that a forecaster learns from. What nobody observed is a gap. */
import { coarser, type LoadSeries, minuteMs, stepsIn } from '#engine/foresight/load-series.ts';
import type { Load } from '#simulator/loads/load.ts';

/** Finer steps are noise to a forecast of hours: means are taken. */
const usualFinestMs = 5 * minuteMs;

const asObserved = (load: Load): LoadSeries => {
  const stepMs = load.everySeconds * 1000;
  const steps = Math.floor((load.endMs - load.startMs) / stepMs) + 1;
  const values = Float64Array.from({ length: steps }, (_, step) =>
    load.at(load.startMs + step * stepMs),
  );
  for (const { fromMs, toMs } of load.unobserved) {
    const [from, to] = [fromMs, toMs].map((ms) => Math.round((ms - load.startMs) / stepMs));
    values.fill(Number.NaN, (from ?? 0) + 1, to);
  }
  return { startMs: load.startMs, stepMs, values };
};

export const seriesOfLoad = (load: Load, finestMs: number = usualFinestMs): LoadSeries => {
  const series = asObserved(load);
  return series.stepMs >= finestMs ? series : coarser(series, stepsIn(finestMs, series.stepMs));
};
