/**
 * `surge`: the signal grew by a factor within a window. More at once, and nothing less while it lasts.
 *
 * One surge raises the count once. The growth is counted from the last moment at which the signal was a factor
 * lower, and any raise since it began to show has answered it; so the rule asks for the same total on every tick.
 * A signal that goes on to double again after the raise has a later such moment, and is answered anew.
 */
import type { Context, Point } from '../model.ts';
import type { SurgeRule } from '../policy.ts';
import { recentSeconds } from '../settle.ts';
import { type Answer, abstaining, latestOf, type Points, wholeTasks } from './answer.ts';

type Growth = { readonly low: Point; readonly firstHigher: Point; readonly latest: Point };

/** The window, and the value that stood when it began. */
const windowOf = (points: Points, seconds: number): readonly Point[] => {
  const startMs = latestOf(points).atMs - seconds * 1000;
  const firstInside = points.findIndex(({ atMs }) => atMs > startMs);
  return points.slice(Math.max(0, firstInside - 1));
};

const growthIn = (rule: SurgeRule, points: Points): Growth | null => {
  const latest = latestOf(points);
  if (latest.value < rule.atLeast) return null;
  const window = windowOf(points, rule.withinSeconds);
  const lowIndex = window.findLastIndex(({ value }) => latest.value >= value * rule.factor);
  const low = window[lowIndex];
  const firstHigher = window[lowIndex + 1];
  return low === undefined || firstHigher === undefined ? null : { low, firstHigher, latest };
};

/** The count before anybody answered the growth. */
const countBefore = ({ firstHigher }: Growth, { state, view, nowMs }: Context): number | null => {
  const sinceMs = firstHigher.atMs;
  // Older raises are forgotten, so nobody can tell whether it was answered.
  if (sinceMs <= nowMs - recentSeconds * 1000) return null;
  const changes = state.foreign === null ? state.recent : [...state.recent, state.foreign];
  return changes
    .filter(({ atMs, from, to }) => atMs >= sinceMs && to > from)
    .reduce((least, { from }) => Math.min(least, from), view.desired);
};

const raised = ({ adjust }: SurgeRule, count: number): number =>
  adjust.kind === 'add'
    ? count + adjust.tasks
    : Math.max(count + 1, wholeTasks(count * adjust.factor));

export const surge = (rule: SurgeRule, points: Points, context: Context): Answer => {
  const growth = growthIn(rule, points);
  if (growth === null) return abstaining(rule);
  const { low, firstHigher, latest } = growth;
  const { desired } = context.view;
  const before = countBefore(growth, context);
  const want = before === null ? desired : Math.max(desired, raised(rule, before));
  const now = { atMs: latest.atMs, want, exact: want };
  return {
    opinion: {
      kind: 'want',
      rule: rule.name,
      wishes: [{ ...now, atMs: firstHigher.atMs }, now],
      urgency: want > desired ? 'high' : 'low',
      tolerant: false,
      surging: true,
    },
    reasons: [
      {
        kind: 'surge',
        rule: rule.name,
        signal: rule.signal,
        from: low.value,
        to: latest.value,
        factor: rule.factor,
        withinSeconds: rule.withinSeconds,
        want,
      },
    ],
  };
};
