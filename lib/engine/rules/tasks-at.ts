/**
 * How many tasks a per-task average was taken over. The metric's own sample count knows best; for metrics
 * without one, today's running count is walked back through the changes since, our own and those of others.
 */
import type { Context, Point } from '../model.ts';

type Change = { readonly atMs: number; readonly from: number };

export const tasksAt = (point: Point, context: Context): number => {
  if (point.tasks !== undefined) return point.tasks;
  const { recent, foreign } = context.state;
  const changes = foreign === null ? recent : [...recent, foreign];
  const earliest = changes
    .filter((change) => change.atMs > point.atMs)
    .reduce<Change | null>(
      (first, change) => (first === null || change.atMs < first.atMs ? change : first),
      null,
    );
  return earliest === null ? context.view.running : earliest.from;
};
