/** One shard of a tick, in a worker. */
import type { TickReport } from '#lib/report.ts';
import { assess } from '#lib/tick/assess.ts';
import type { Agreement, Share, TickInput } from '#lib/tick/input.ts';
import { noTrouble } from '#lib/tick/trouble.ts';
import { unclaimed } from '#lib/tick/unclaimed.ts';
import { work } from '#lib/tick.ts';
import { arbitrateBy } from './arbitrate-by-ledger.ts';
import { settleBy } from './settle-ledger.ts';

export type ShardInput = TickInput & { readonly share: Share };

export const runShard = async (given: ShardInput): Promise<TickReport> => {
  const { tickMs, ports, deadline, share } = given;
  const beganMs = deadline.remainingMs();
  // Unknown is as never: then every signal is due.
  const lastTickMs = await ports.lastTick.at(share.shard, deadline).catch(() => null);
  if (!(await ports.claims.claim(share.shard, tickMs, deadline))) return unclaimed(tickMs);
  const agreement: Agreement = {
    arbitrate: arbitrateBy(ports.ledger, share),
    settle: settleBy(ports.ledger, share),
  };
  const input: TickInput = { ...given, lastTickMs, reads: 'due', agreement };
  return work(input, { beganMs, late: noTrouble }, await assess(input));
};
