/** What is forecast, drawn over what was measured. */
import type { ForecastBand, Point } from '../../wire.ts';
import type { Band, Line, Panel, Sample } from '../chart/model.ts';

/** Forecasts reach so far ahead. */
export const aheadMs = 120 * 60_000;

/** Steps of the forecast that the chart has room for; the first of them may be over, which shows how good it was. */
export const bandOf = ({ leads }: ForecastBand): Band => ({
  colour: '--forecast',
  samples: leads.map(({ atMs, low, high }) => [atMs, low, high]),
});

export const expectedLine = ({ leads }: ForecastBand): Line => ({
  label: 'forecast',
  colour: '--forecast',
  stroke: 'line',
  axis: 'left',
  samples: leads.map(({ atMs, expected }): Sample => [atMs, expected]),
});

/** Of all tasks together, since it is load that is forecast: it does not fall when tasks are added. */
export const cpuPanel = (band: ForecastBand, points: readonly Point[], share: number): Panel => ({
  title: 'CPU of all tasks, percent; its forecast, and where it is nine times in ten',
  lines: [
    {
      label: 'CPU of all',
      colour: '--load',
      stroke: 'line',
      axis: 'left',
      samples: points.map(({ atMs, cpu }): Sample => [atMs, cpu]),
    },
    expectedLine(band),
  ],
  bands: [bandOf(band)],
  marks: [],
  spans: [],
  notes: [],
  share,
});
