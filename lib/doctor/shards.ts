/** Whether the parts of a divided fleet are worked on: the tick function may run and its workers not. */
import type { Division } from '#lib/shards/division.ts';
import { type LateShard, namesOfLate } from '#lib/shards/late-shards.ts';
import { type Finding, fine, wrong } from './finding.ts';

export const shardFindings = (
  division: Division | null,
  late: readonly LateShard[],
): readonly Finding[] => {
  const count = division?.shards.length ?? 0;
  if (count === 0) return [];
  if (late.length === 0) return [fine(`all ${count} shards of the fleet are worked on`)];
  return [
    wrong(
      `${late.length} of ${count} shards were not worked on for more than three ticks, so their services are not scaled: ${namesOfLate(late)}`,
      'look at the log, the throttles and the concurrency of the worker function, and at the dead letters of its queue',
    ),
  ];
};
