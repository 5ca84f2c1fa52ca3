/**
 * What a regression may look at from step `now` to say something of step `now + ahead`. In the `change` form every
 * column is a difference, so the level of the load drops out, and with nothing to predict it shrinks to "as now".
 */

import { at, dayMs, hourMs, minuteMs, stepsIn, weekMs } from '#engine/foresight/load-series.ts';
import { type Calendar, dailyWaves, flagCount } from './calendar.ts';
import { centredMeans, trailingMeans } from './smooth.ts';

export type FeatureForm = 'change' | 'level';

export type Lookback = {
  readonly form: FeatureForm;
  readonly values: Float64Array;
  readonly smooth: Float64Array;
  readonly means: readonly Float64Array[];
  readonly calendar: Calendar;
  readonly daySteps: number;
  readonly weekSteps: number;
  readonly hasWeeks: boolean;
  readonly columns: number;
};

/** Recent steps, unevenly: what moves fast is looked at closely. */
const lags = [1, 2, 3, 6, 11] as const;
const meanSpansMs = [hourMs, 6 * hourMs, 24 * hourMs] as const;
const smoothReachMs = 15 * minuteMs;
/** Yesterday's change alone is noisy; three days tell the usual one. */
const usualDays = 3;

const columnsOf = (form: FeatureForm, hasWeeks: boolean): number =>
  (form === 'level' ? 2 : 1) +
  lags.length +
  meanSpansMs.length +
  3 +
  (hasWeeks ? 2 : 0) +
  dailyWaves * 2 +
  flagCount;

export const lookback = ({
  form,
  values,
  stepMs,
  calendar,
  hasWeeks,
}: Pick<Lookback, 'form' | 'values' | 'calendar' | 'hasWeeks'> & {
  readonly stepMs: number;
}): Lookback => {
  const [daySteps, weekSteps] = [stepsIn(dayMs, stepMs), stepsIn(weekMs, stepMs)];
  const reach = stepMs > smoothReachMs ? 0 : stepsIn(smoothReachMs, stepMs);
  return {
    form,
    values,
    smooth: centredMeans(values, reach),
    means: meanSpansMs.map((spanMs) => trailingMeans(values, stepsIn(spanMs, stepMs))),
    calendar,
    daySteps,
    weekSteps,
    hasWeeks,
    columns: columnsOf(form, hasWeeks),
  };
};

const usualChange = (source: Lookback, now: number, ahead: number): number => {
  let sum = 0;
  let days = 0;
  for (let day = 1; day <= usualDays && now >= day * source.daySteps; day += 1) {
    const then = now - day * source.daySteps;
    sum += at(source.smooth, then + ahead) - at(source.smooth, then);
    days += 1;
  }
  return days === 0 ? 0 : sum / days;
};

/** Writes one row and says where it ends. */
export const writeFeatures = (
  source: Lookback,
  { now, ahead }: { readonly now: number; readonly ahead: number },
  into: Float64Array,
  from: number,
): number => {
  const { form, values, smooth, means, daySteps, weekSteps, calendar } = source;
  const current = at(values, now);
  let column = from;
  const write = (value: number): void => {
    into[column] = value;
    column += 1;
  };
  write(1);
  if (form === 'level') write(current);
  for (const lag of lags) write(current - at(values, Math.max(0, now - lag)));
  for (const mean of means) write(current - at(mean, now));
  const yesterday = at(smooth, now - daySteps);
  write(at(smooth, now - daySteps + ahead) - yesterday);
  write(yesterday - current);
  write(usualChange(source, now, ahead));
  if (source.hasWeeks) {
    const lastWeek = at(smooth, now - weekSteps);
    write(at(smooth, now - weekSteps + ahead) - lastWeek);
    write(lastWeek - current);
  }
  const waves = (now + ahead) * dailyWaves * 2;
  for (let wave = 0; wave < dailyWaves * 2; wave += 1) write(at(calendar.waves, waves + wave));
  for (let flag = 0; flag < flagCount; flag += 1) {
    const target = at(calendar.flags, (now + ahead) * flagCount + flag);
    write(target - at(calendar.flags, now * flagCount + flag));
  }
  return column;
};
