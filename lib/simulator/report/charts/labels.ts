/** Labels that would lie on each other are moved up until they do not. */
import type { Place } from './path.ts';

/** A line of text in a chart of 340 pixels. */
const lineHeight = 0.05;

/** About as wide as the longest label. */
const labelWidth = 0.25;

const collides = (one: Place, other: Place): boolean =>
  Math.abs(one.x - other.x) < labelWidth && Math.abs(one.y - other.y) < lineHeight - 1e-9;

const freeAbove = (place: Place, taken: readonly Place[]): Place => {
  const hit = taken.filter((other) => collides(place, other));
  if (hit.length === 0) return place;
  // Each move passes at least one of those that are taken, so it ends.
  return freeAbove({ ...place, y: Math.max(...hit.map(({ y }) => y)) + lineHeight }, taken);
};

/** In the order given; the lowest are placed first, so that moving up finds room. */
export const spreadLabels = (places: readonly Place[]): readonly Place[] => {
  const order = places.map((_, index) => index);
  const spread = new Map<number, Place>();
  for (const index of order.toSorted((a, b) => (places[a]?.y ?? 0) - (places[b]?.y ?? 0))) {
    const place = places[index];
    if (place !== undefined) spread.set(index, freeAbove(place, [...spread.values()]));
  }
  return order.flatMap((index) => spread.get(index) ?? []);
};
