/** How the fleet is divided, as a tick found it: items of other shards are left from before and say nothing. */
import { shard as wholeFleet } from '#lib/tick/shard.ts';

export type Division = {
  /** None while the fleet is whole. */
  readonly shards: readonly string[];
  /** The tick since which it is so. */
  readonly sinceMs: number;
};

/** Besides its shards the tick function itself has claims and a summary. `null`: it was never divided. */
export const isPresent = (shard: string, division: Division | null): boolean =>
  shard === wholeFleet || division === null || division.shards.includes(shard);

export const isSameDivision = (division: Division | null, shards: readonly string[]): boolean => {
  const before = division?.shards ?? [];
  return before.length === shards.length && shards.every((each) => before.includes(each));
};
