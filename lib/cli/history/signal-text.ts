/** A signal's past for a terminal: where it was, as a line of bars, and its newest points. */
import type { Point } from '#engine/model.ts';
import { figure, momentOf } from '#simulator/report/numbers.ts';
import { columnsOf, highestOf, known, lowestOf, meanOf } from '#simulator/report/series.ts';
import type { Paint } from '../colour.ts';
import { sparkline } from '../compare-live/sparkline.ts';
import { textTable } from '../table.ts';
import type { SignalPast } from './signal.ts';

const columns = 64;

/** A quarter of an hour, at a point a minute; the rest is in --json. */
const rowsAtMost = 15;

/** What was not measured is a gap and no zero. */
const bars = ({ points, fromMs, toMs, periodSeconds }: SignalPast): string => {
  const valueAt = new Map(points.map(({ atMs, value }) => [atMs, value]));
  const steps = (toMs - fromMs) / (periodSeconds * 1000);
  const tasks = Array.from(
    { length: steps },
    (_, step) => valueAt.get(fromMs + step * periodSeconds * 1000) ?? null,
  );
  const series = { startMs: fromMs, everySeconds: periodSeconds, tasks };
  const highest = highestOf([0, ...known(tasks)]);
  return columnsOf(series, { fromMs, toMs }, columns, highestOf)
    .map((value) => (value === null ? ' ' : sparkline([value], highest)))
    .join('');
};

const sumsOf = (points: readonly Point[]): string => {
  const values = points.map(({ value }) => value);
  const range = `${figure(lowestOf(values))} to ${figure(highestOf(values))}`;
  return `${range}, ${figure(meanOf(values))} on average, in ${points.length} points`;
};

export const signalText = (service: string, past: SignalPast, paint: Paint): string => {
  const { signal, points, fromMs, toMs, periodSeconds } = past;
  const span = `${momentOf(fromMs)} to ${momentOf(toMs)} UTC`;
  const title = `${paint('bold', `${signal} of ${service}`)}, ${span}`;
  if (points.length === 0) return `${title}: nothing was measured`;
  const rows = points
    .slice(-rowsAtMost)
    .map(({ atMs, value, tasks }) => [
      momentOf(atMs),
      figure(value),
      tasks === undefined ? '-' : figure(tasks),
    ]);
  const unshown = points.length - rows.length;
  return [
    `${title}: ${sumsOf(points)}`,
    '',
    bars(past).trimEnd(),
    '',
    textTable(['AT (UTC)', 'VALUE', 'TASKS'], rows),
    ...(unshown > 0 ? [`and ${unshown} before these; --json has them all`] : []),
    '',
    `Each point is ${periodSeconds} s, at its beginning; each bar is the highest of its span, a blank where nothing was measured.`,
  ].join('\n');
};
