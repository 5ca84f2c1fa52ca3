/** How long a shard of a tick is worth working on. */

/**
 * Its next tick is on the way by then. Grants in the ledger live for two minutes because a shard begins within one and
 * its function is stopped after another (`grantLifeMs`).
 */
export const shardLifeMs = 60_000;

export const isOutlived = (tickMs: number, nowMs: number): boolean => nowMs - tickMs > shardLifeMs;
