/** What really happened, written down as a trial is, so that it gets the same scores by the same formulas. */
import type { Outcome, ScaleAction } from '../trial/outcome.ts';
import type { Past, PastMinute } from './past.ts';

const minuteMs = 60_000;

type Lookup<T> = ReadonlyMap<number, T>;

const byMoment = <T extends { readonly atMs: number }>(items: readonly T[]): Lookup<T> =>
  new Map(items.map((item) => [item.atMs, item]));

/** Through a gap the count before it goes on; gaps that are not bridged are scored for nobody. */
const filled = (moments: readonly number[], minutes: Lookup<PastMinute>): readonly number[] => {
  let last = 0;
  return moments.map((atMs) => {
    last = minutes.get(atMs)?.tasks ?? last;
    return last;
  });
};

/** Container Insights knows what was desired; otherwise tasks that come are those that were asked for. */
const changesIn = (desired: readonly number[], startMs: number): readonly ScaleAction[] =>
  desired.slice(1).flatMap((to, index) => {
    const from = desired[index] ?? to;
    return to === from ? [] : [{ atMs: startMs + (index + 1) * minuteMs, from, to }];
  });

/** `like` is a trial over the same history: its minutes, its load and its gaps are taken over. */
export const actualOutcome = ({ minutes, counts }: Past, like: Outcome): Outcome => {
  const { startMs, plant, duePerSecond } = like;
  const moments = like.scored.map((_, index) => startMs + index * minuteMs);
  const running = filled(moments, byMoment(minutes));
  const countAt = byMoment(counts);
  const desired = moments.map((atMs, index) =>
    Math.round(countAt.get(atMs)?.desired ?? running[index] ?? 0),
  );
  const pending = moments.map((atMs, index) => {
    const count = countAt.get(atMs);
    return count === undefined ? 0 : Math.max(0, count.desired - (running[index] ?? 0));
  });
  return {
    ...like,
    running,
    desired,
    pending,
    utilisation: duePerSecond.map((due, index) =>
      due === 0 ? 0 : due / ((running[index] ?? 0) * plant.capacityPerTask),
    ),
    actions: changesIn(desired, startMs),
  };
};
