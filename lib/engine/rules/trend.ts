/**
 * Where demand is going. What is decided now takes effect once its tasks run, and what is known now is minutes old;
 * demand that has been rising steadily will have risen further by then.
 */
import type { Wish } from '../model.ts';
import type { Trend } from '../policy.ts';

/** Of a minute's average, half a minute is over when it ends. */
const middleMs = 30_000;

/** A slope counts as far as it is beyond this many standard errors; noise has one, too, most of the time. */
const sureness = 3;

/** Three points tell a slope; with two of them, any accident would be one. */
const fewestPoints = 4;

/** A step is over once it has been made: a line through it goes on rising for minutes, the newest point does not. */
const newestStep = (wishes: readonly Wish[]): number => {
  const [before, newest] = [wishes.at(-2), wishes.at(-1)];
  if (before === undefined || newest === undefined) return 0;
  return (newest.exact - before.exact) / ((newest.atMs - before.atMs) / 1000);
};

/** The slope of the newest wishes by least squares, less what may be chance; per second, and never downwards. */
const surelyRising = (wishes: readonly Wish[], sinceMs: number, noise: number): number => {
  let first = wishes.length;
  while (first > 0 && (wishes[first - 1]?.atMs ?? 0) >= sinceMs) first -= 1;
  const count = wishes.length - first;
  if (count < fewestPoints) return 0;
  let [sumX, sumY, sumXX, sumXY] = [0, 0, 0, 0];
  for (let at = first; at < wishes.length; at += 1) {
    const wish = wishes[at];
    if (wish === undefined) break;
    const x = (wish.atMs - sinceMs) / 1000;
    sumX += x;
    sumY += wish.exact;
    sumXX += x * x;
    sumXY += x * wish.exact;
  }
  const spread = sumXX - (sumX * sumX) / count;
  if (spread <= 0) return 0;
  const perSecond = (sumXY - (sumX * sumY) / count) / spread;
  const surely = perSecond - (sureness * noise) / Math.sqrt(spread);
  return Math.max(0, Math.min(surely, newestStep(wishes)));
};

/** A hundredth of a task is rounding, and not worth a word. */
const leastGrowth = 0.01;

/** Tasks that will be wanted on top of the newest wish; at most as many again, however steep the rise. */
export const growthAhead = (
  wishes: readonly Wish[],
  trend: Trend,
  noise: number,
  nowMs: number,
): number => {
  const newest = wishes.at(-1);
  if (newest === undefined) return 0;
  const perSecond = surelyRising(wishes, newest.atMs - trend.overSeconds * 1000, noise);
  const lateSeconds = Math.max(0, nowMs - newest.atMs - middleMs) / 1000;
  const growth = Math.min(newest.exact, perSecond * (lateSeconds + trend.leadSeconds));
  return growth < leastGrowth ? 0 : growth;
};
