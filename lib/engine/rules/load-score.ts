/** The load score: each part's way from idle to full, weighed against the others. 0 is idle, 1 is full. */
import type { Point } from '../model.ts';
import { lookupIn, momentsOf } from '../moments.ts';
import type { LoadPart, LoadRule, SignalDefinition } from '../policy.ts';

/** Full may lie below idle, for signals that fall under load. */
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

/** Scores at the moments at which the value of every part is known. */
export const scorePoints = (
  rule: LoadRule,
  series: readonly (readonly Point[])[],
  definitions: Readonly<Record<string, SignalDefinition>>,
): readonly Point[] => {
  const lookups = rule.parts.map(({ signal }, index) =>
    lookupIn(series[index] ?? [], definitions[signal]),
  );
  return momentsOf(series).flatMap((atMs) => {
    const values: number[] = [];
    for (const at of lookups) {
      const point = at(atMs);
      if (point === undefined) return [];
      values.push(point.value);
    }
    return [{ atMs, value: scoreOf(rule.parts, values) }];
  });
};
