/** Looking at series: the value at a moment, and what is left of them when they have to fit a screen. */
import type { Series } from './report.ts';

export type Span = { readonly fromMs: number; readonly toMs: number };

export const spanOf = ({ startMs, everySeconds, tasks }: Series): Span => ({
  fromMs: startMs,
  toMs: startMs + tasks.length * everySeconds * 1000,
});

/** `null` before it began and after it ended. */
export const valueAt = ({ startMs, everySeconds, tasks }: Series, atMs: number): number | null =>
  tasks[Math.floor((atMs - startMs) / (everySeconds * 1000))] ?? null;

export const known = (values: readonly (number | null)[]): readonly number[] =>
  values.filter((value) => value !== null);

const valuesWithin = (series: Series, { fromMs, toMs }: Span): readonly number[] => {
  const { startMs, everySeconds, tasks } = series;
  const index = (ms: number): number => (ms - startMs) / (everySeconds * 1000);
  return known(
    tasks.slice(
      Math.max(0, Math.floor(index(fromMs))),
      Math.max(0, Math.floor(index(fromMs)) + 1, Math.ceil(index(toMs))),
    ),
  );
};

/**
 * One value a column. Of several in a column `pick` takes the one to show: the highest of a load and the lowest of a
 * supply, so that nothing short is drawn as enough.
 */
export const columnsOf = (
  series: Series,
  span: Span,
  columns: number,
  pick: (values: readonly number[]) => number,
): readonly (number | null)[] => {
  const widthMs = (span.toMs - span.fromMs) / columns;
  return Array.from({ length: columns }, (_, index) => {
    const fromMs = span.fromMs + index * widthMs;
    const values = valuesWithin(series, { fromMs, toMs: fromMs + widthMs });
    return values.length === 0 ? null : pick(values);
  });
};

export const highestOf = (values: readonly number[]): number =>
  values.reduce((highest, value) => Math.max(highest, value), Number.NEGATIVE_INFINITY);

export const lowestOf = (values: readonly number[]): number =>
  values.reduce((lowest, value) => Math.min(lowest, value), Number.POSITIVE_INFINITY);

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** Tasks that were missing, at every step of the load; 0 where there were enough or nothing is known. */
export const missingTasks = (demand: Series, running: Series): readonly number[] =>
  demand.tasks.map((wanted, index) => {
    const had = valueAt(running, demand.startMs + index * demand.everySeconds * 1000);
    return had === null || wanted === null ? 0 : Math.max(0, wanted - had);
  });

export const shortageOf = (demand: Series, running: Series): Series => ({
  ...demand,
  tasks: missingTasks(demand, running),
});
