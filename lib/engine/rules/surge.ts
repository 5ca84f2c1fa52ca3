/**
 * `surge`: the signal grew by a factor within a window. More at once, and nothing less while it lasts.
 * One surge raises the count once: what was added since it began counts as added for it.
 */
import type { Context, Point } from '../model.ts';
import type { SurgeRule } from '../policy.ts';
import { type Answer, latestOf, type Points } from './answer.ts';

const lowestOf = (points: Points): Point =>
  points.reduce((lowest, point) => (point.value < lowest.value ? point : lowest));

const windowOf = (points: Points, seconds: number): Points => {
  const newest = latestOf(points);
  const startMs = newest.atMs - seconds * 1000;
  const [first, ...rest] = points.filter(({ atMs }) => atMs >= startMs);
  return first === undefined ? [newest] : [first, ...rest];
};

/** The count before the first change that answered this surge. */
const countBefore = ({ state, view }: Context, sinceMs: number): number => {
  const first = state.recent.find(({ atMs, from, to }) => atMs > sinceMs && to > from);
  return first === undefined ? view.desired : Math.min(first.from, view.desired);
};

const raised = ({ adjust }: SurgeRule, count: number): number =>
  adjust.kind === 'add' ? count + adjust.tasks : Math.ceil(count * adjust.factor - 1e-9);

export const surge = (rule: SurgeRule, points: Points, context: Context): Answer => {
  const window = windowOf(points, rule.withinSeconds);
  const latest = latestOf(window);
  const lowest = lowestOf(window);
  const grew = latest.value >= rule.atLeast && latest.value >= lowest.value * rule.factor;
  if (!grew || lowest === latest) {
    return { opinion: { kind: 'abstain', rule: rule.name }, reasons: [] };
  }
  const { desired } = context.view;
  const want = Math.max(desired, raised(rule, countBefore(context, lowest.atMs)));
  const wishes = [{ atMs: latest.atMs, want, exact: want }] as const;
  return {
    opinion: {
      kind: 'want',
      rule: rule.name,
      wishes,
      urgency: 'high',
      tolerant: false,
      surging: true,
    },
    reasons: [
      {
        kind: 'surge',
        rule: rule.name,
        signal: rule.signal,
        from: lowest.value,
        to: latest.value,
        factor: rule.factor,
        withinSeconds: rule.withinSeconds,
        want,
      },
    ],
  };
};
