/**
 * A service may publish every 20 seconds. Nothing says that it does but the answer: points that begin inside a minute.
 * Of such a service CloudWatch makes a minute out of whatever third of it is there, and counts three samples a task, so
 * its minutes are made here, out of whole ones.
 */
import type { Point, Reading } from '#engine/model.ts';
import { readingOf } from './series-recipe.ts';

const minuteMs = 60_000;
const thirdsAMinute = 3;

type Counted = Point & { readonly tasks: number };

const isCounted = (point: Point): point is Counted => point.tasks !== undefined && point.tasks > 0;

const minuteOf = ({ atMs }: Point): number => atMs - (atMs % minuteMs);

/** The demand of a minute is the mean of its thirds' demand; tasks that joined count for the part they ran. */
const mergedAt = (atMs: number, thirds: readonly Counted[]): Point => {
  const used = thirds.reduce((sum, { value, tasks }) => sum + value * tasks, 0);
  const samples = thirds.reduce((sum, { tasks }) => sum + tasks, 0);
  return { atMs, value: used / samples, tasks: samples / thirds.length };
};

/** A minute is over once all its thirds are there, or one of a later minute; the last one may still be filling. */
const wholeMinutes = (thirds: readonly Counted[]): readonly Point[] => {
  const byMinute = [...Map.groupBy(thirds, minuteOf)].toSorted(([a], [b]) => a - b);
  return byMinute.flatMap(([atMs, points], index) =>
    points.length === thirdsAMinute || index < byMinute.length - 1 ? [mergedAt(atMs, points)] : [],
  );
};

/** `minutes` as CloudWatch has them; of a service that publishes once a minute they are all there is. */
export const withThirds = (minutes: readonly Point[], thirds: readonly Point[]): Reading => {
  const counted = thirds.filter(isCounted);
  if (!counted.some((third) => minuteOf(third) !== third.atMs)) return readingOf(minutes);
  const whole = wholeMinutes(counted);
  const firstMs = Math.min(...counted.map(minuteOf));
  const points = [...minutes.filter(({ atMs }) => atMs < firstMs), ...whole];
  const newest = counted.at(-1);
  // A rule goes by minutes; twenty seconds alone are too little to begin with.
  if (points.length === 0 || newest === undefined) return { kind: 'absent' };
  return { kind: 'series', points, newest };
};
