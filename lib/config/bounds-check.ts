/** Numbers that contradict each other, wherever each was written. */
import type { Origin } from './layers.ts';
import type { Problem } from './problem.ts';
import type { Settings } from './schema.ts';

type Bounds = Pick<Settings, 'min' | 'max' | 'guaranteed'>;

type OriginOf = (key: keyof Bounds) => Origin;

const conflict = (
  low: 'min' | 'guaranteed',
  { max, ...lows }: Bounds,
  originOf: OriginOf,
): readonly Problem[] => {
  const value = lows[low];
  if (value === undefined || max === undefined || value <= max) return [];
  const lowAt = originOf(low);
  const maxAt = originOf('max');
  if (lowAt.rank > maxAt.rank) {
    const message = `is above max ${max} (${maxAt.path}); lower ${low} to ${max}, or raise max to ${value}`;
    return [{ path: lowAt.path, value: String(value), message }];
  }
  const message = `is below ${low} ${value} (${lowAt.path}); raise max to ${value}, or lower ${low} to ${max}`;
  return [{ path: maxAt.path, value: String(max), message }];
};

export const boundProblems = (bounds: Bounds, originOf: OriginOf): readonly Problem[] => [
  ...conflict('min', bounds, originOf),
  ...conflict('guaranteed', bounds, originOf),
];
