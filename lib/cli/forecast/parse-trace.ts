/** A trace as CSV, `timestamp,value`, as the series that a forecaster learns from. An empty value is a gap. */
import type { Point } from '#engine/model.ts';
import { type LoadSeries, minuteMs } from '#lib/forecast/load-series.ts';
import { seriesFromPoints } from '#lib/forecast/series-from-points.ts';
import { medianOf } from '#lib/forecast/statistics.ts';
import { CliFailure } from '../usage-error.ts';

/** Finer steps are noise to a forecast of hours; means over five minutes are taken. */
const usualFinest = { finestStepMs: 5 * minuteMs };
const coarsestStepMs = 60 * minuteMs;
/** Four years of five minutes. */
const mostSteps = 420_480;

const header = 'timestamp,value';

const readPoint = (line: string, number: number, path: string): Pick<Point, 'atMs' | 'value'> => {
  const [timestamp = '', value = '', ...surplus] = line.split(',').map((cell) => cell.trim());
  const atMs = Date.parse(timestamp);
  const load = value === '' ? Number.NaN : Number(value);
  const isValue = value === '' || (Number.isFinite(load) && load >= 0);
  if (surplus.length === 0 && Number.isFinite(atMs) && isValue) return { atMs, value: load };
  throw new CliFailure(
    `${path}, line ${number} is "${line}", but must be an ISO timestamp, a comma, and a number from 0 up or nothing`,
  );
};

const stepOf = (
  points: readonly Pick<Point, 'atMs'>[],
  path: string,
  finestStepMs: number,
): number => {
  const distances = points.slice(1).map(({ atMs }, index) => atMs - (points[index]?.atMs ?? 0));
  const stepMs = Math.max(finestStepMs, medianOf(distances));
  if (stepMs <= coarsestStepMs) return stepMs;
  throw new CliFailure(
    `${path}: its rows are ${stepMs / minuteMs} minutes apart, but at most 60 can be forecast from; take a finer one`,
  );
};

export const parseTrace = (
  csv: string,
  path: string,
  { finestStepMs }: { readonly finestStepMs: number } = usualFinest,
): LoadSeries => {
  const [first = '', ...lines] = csv.trim().split(/\r?\n/);
  if (first.trim() !== header) {
    throw new CliFailure(`${path}: its first line is "${first}", but must be ${header}`);
  }
  const points = lines.map((line, index) => readPoint(line, index + 2, path));
  const startMs = points[0]?.atMs ?? 0;
  const stepMs = stepOf(points, path, finestStepMs);
  const steps = Math.floor(((points.at(-1)?.atMs ?? 0) - startMs) / stepMs) + 1;
  if (steps < 2 || steps > mostSteps) {
    throw new CliFailure(`${path} has ${steps} steps, but must have from 2 to ${mostSteps}`);
  }
  return seriesFromPoints(points, { stepMs, steps, endMs: startMs + steps * stepMs });
};
