/** Tasks that are started for a tick besides what its shards took: by looks inside the minute, shard by shard. */
import type { Ledger } from './ledger.ts';

/** None is left where another tick has begun, or where nobody knows. */
export const startedFor = (ledger: Ledger | null, tickMs: number): number => {
  if (ledger === null || ledger.spent.tickMs > tickMs) return Number.POSITIVE_INFINITY;
  return ledger.spent.tickMs === tickMs ? ledger.spent.started : 0;
};

export const withStarts = (ledger: Ledger, tickMs: number, tasks: number): Ledger => {
  const { removed } = ledger.spent.tickMs === tickMs ? ledger.spent : { removed: 0 };
  const started = startedFor(ledger, tickMs) + tasks;
  return { ...ledger, spent: { tickMs, removed, started } };
};
