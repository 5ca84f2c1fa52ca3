/**
 * How many tasks a per-task average was taken over. The metric's own sample count knows best; for metrics
 * without one, today's running count is walked back through the changes that we made since.
 */
import type { Context, Point } from '../model.ts';

export const tasksAt = (point: Point, context: Context): number => {
  if (point.tasks !== undefined) return point.tasks;
  const later = context.state.recent.filter((action) => action.atMs > point.atMs);
  const earliest = later[0];
  return earliest === undefined ? context.view.running : earliest.from;
};
