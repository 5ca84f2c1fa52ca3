/** The hour to look at first: the one in which most was missing. */
import type { Series } from './report.ts';
import { missingTasks, type Span, spanOf } from './series.ts';

const hourMs = 3_600_000;

/** Seen from before it began until after it was over. */
const shownMs = 2 * hourMs;

/** Where in the series the `length` values with the highest sum begin, and that sum. */
const heaviest = (values: readonly number[], length: number) => {
  let sum = values.slice(0, length).reduce((total, value) => total + value, 0);
  let best = { start: 0, sum };
  for (let start = 1; start + length <= values.length; start += 1) {
    sum += (values[start + length - 1] ?? 0) - (values[start - 1] ?? 0);
    // Sums of many small steps drift; a drift must not move the window.
    if (sum > best.sum + 1e-6) best = { start, sum };
  }
  return best;
};

/** The moment that the shortage from `start` on is spread around, as an index. */
const middleOf = (values: readonly number[], start: number, length: number, sum: number): number =>
  values
    .slice(start, start + length)
    .reduce((middle, value, index) => middle + (start + index + 0.5) * (value / sum), 0);

/** `null` for a series that is no longer than what is to be shown, or was never short. */
export const worstHourOf = (demand: Series, running: Series): Span | null => {
  const { fromMs, toMs } = spanOf(demand);
  const stepMs = demand.everySeconds * 1000;
  const length = Math.max(1, Math.round(hourMs / stepMs));
  const missing = missingTasks(demand, running);
  const { start, sum } = heaviest(missing, length);
  if (sum <= 0 || toMs - fromMs <= shownMs) return null;
  const middleMs = fromMs + Math.floor(middleOf(missing, start, length, sum)) * stepMs;
  const startMs = Math.min(toMs - shownMs, Math.max(fromMs, middleMs - shownMs / 2));
  return { fromMs: startMs, toMs: startMs + shownMs };
};
