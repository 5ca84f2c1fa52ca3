/** Shards that no worker was at for too long, although the tick function runs: their services are not scaled. */
import pLimit from 'p-limit';
import type { Deadline, LastTick } from '#lib/ports.ts';
import type { Division } from './division.ts';

export type LateShard = {
  readonly shard: string;
  /** `null`: never. */
  readonly lastMs: number | null;
};

/** As many as the heartbeat alarm waits for. */
const intervalsAtMost = 3;

const concurrency = 8;

export type Watch = {
  readonly nowMs: number;
  readonly intervalMs: number;
  readonly deadline: Deadline;
};

/** A shard that is new has been given as long as the others. */
export const lateShards = async (
  lastTick: LastTick,
  division: Division | null,
  { nowMs, intervalMs, deadline }: Watch,
): Promise<readonly LateShard[]> => {
  const beforeMs = nowMs - intervalsAtMost * intervalMs;
  if (division === null || division.sinceMs >= beforeMs) return [];
  const limit = pLimit(concurrency);
  const ticks = await Promise.all(
    division.shards.map((shard) =>
      limit(async () => ({ shard, lastMs: await lastTick.at(shard, deadline) })),
    ),
  );
  return ticks.filter(({ lastMs }) => lastMs === null || lastMs < beforeMs);
};

const namedAtMost = 5;

/** `shards a (since <time>), b (never) and 3 more`. */
export const namesOfLate = (late: readonly LateShard[]): string => {
  const named = late.slice(0, namedAtMost).map(({ shard, lastMs }) => {
    const since = lastMs === null ? 'never' : `last at ${new Date(lastMs).toISOString()}`;
    return `${shard} (${since})`;
  });
  const more = late.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};
