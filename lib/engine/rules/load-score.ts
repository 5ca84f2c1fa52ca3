/** The load score: each part's way from idle to full, weighed against the others. 0 is idle, 1 is full. */
import type { Point } from '../model.ts';
import type { LoadPart, LoadRule } from '../policy.ts';

export const shareOf = ({ idle, full }: LoadPart, value: number): number =>
  Math.min(1, Math.max(0, (value - idle) / (full - idle)));

export const scoreOf = (parts: readonly LoadPart[], values: readonly number[]): number => {
  const weights = parts.reduce((sum, { weight }) => sum + weight, 0);
  const weighed = parts.reduce(
    (sum, part, index) => sum + part.weight * shareOf(part, values[index] ?? part.idle),
    0,
  );
  return weighed / weights;
};

/** Scores at the moments at which every part was measured. */
export const scorePoints = (
  rule: LoadRule,
  series: readonly (readonly Point[])[],
): readonly Point[] => {
  const [first = [], ...others] = series;
  const lookups = others.map((points) => new Map(points.map(({ atMs, value }) => [atMs, value])));
  return first.flatMap(({ atMs, value }) => {
    const values = [value];
    for (const lookup of lookups) {
      const other = lookup.get(atMs);
      if (other === undefined) return [];
      values.push(other);
    }
    return [{ atMs, value: scoreOf(rule.parts, values) }];
  });
};
