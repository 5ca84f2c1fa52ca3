/** The claim of a tick: whoever moves `lastTick` on to it runs it. */
import type { TickClaims } from '#lib/ports.ts';
import { putIf } from './conditional-put.ts';
import { expiry, type Table, tickKey } from './table.ts';

export const createTickClaims = (table: Table): TickClaims => ({
  claim: (shard, tickMs, deadline) =>
    putIf(
      table,
      {
        what: `claim of tick ${new Date(tickMs).toISOString()}, shard ${shard}`,
        key: tickKey(shard),
        attributes: { lastTick: tickMs, expiresAt: expiry(tickMs) },
        condition: 'attribute_not_exists(lastTick) OR lastTick < :tick',
        values: { ':tick': tickMs },
      },
      deadline,
    ),
});
