/** A ridge regression for each lead, on one scale and in one form. */

import { at } from '#engine/foresight/load-series.ts';
import { calendarOf } from './calendar.ts';
import type { ExpertMaker } from './expert.ts';
import { type FeatureForm, lookback, writeFeatures } from './features.ts';
import { dot, fitRidge } from './ridge.ts';
import { clamp } from './statistics.ts';
import type { Transform } from './transform.ts';

/** Found on traces; between 0.003 and 0.05 the error moves by less than one part in a hundred. */
const penaltyRatio = 0.01;

/** A straight line fitted to calm days says anything of a wild one: no change is forecast that was never seen. */
const rangeOf = (changes: Float64Array): readonly [number, number] => {
  let [least, most] = [0, 0];
  for (const change of changes) {
    least = Math.min(least, change);
    most = Math.max(most, change);
  }
  return [least, most];
};

/** Leads beyond this are not asked for: a day of hours, or two hours of five minutes. */
export const mostAhead = 24;

export const regressionExpert =
  (form: FeatureForm, transformFor: (usualLoad: number) => Transform): ExpertMaker =>
  (history, { utcOffsetMs, hasWeeks }) => {
    const { startMs, stepMs, loads } = history;
    const { forward, back } = transformFor(history.usualLoad);
    const values = loads.map(forward);
    const calendar = calendarOf({ startMs, stepMs, utcOffsetMs }, values.length + mostAhead);
    const source = lookback({ form, values, stepMs, calendar, hasWeeks });
    const { columns } = source;
    const latestRow = new Float64Array(columns);
    return (ahead, rows) => {
      const features = new Float64Array(rows.now.length * columns);
      const targets = new Float64Array(rows.now.length);
      rows.now.forEach((now, row) => {
        writeFeatures(source, { now, ahead }, features, row * columns);
        targets[row] = at(values, now + ahead) - at(values, now);
      });
      const { coefficients, heldOut } = fitRidge({
        ...rows,
        rows: rows.now.length,
        columns,
        features,
        targets,
        penaltyRatio,
      });
      const [least, most] = rangeOf(targets);
      const loadAfter = (now: number, change: number): number =>
        back(at(values, now) + clamp(change, least, most));
      const now = values.length - 1;
      writeFeatures(source, { now, ahead }, latestRow, 0);
      return {
        latest: loadAfter(now, dot(latestRow, 0, coefficients)),
        heldOut: heldOut.map((change, row) => loadAfter(rows.now[row] ?? 0, change)),
      };
    };
  };
