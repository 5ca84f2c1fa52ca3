/** The item that a health check claims, as ticks claim theirs. */
import type { Canary } from '#lib/control/canary.ts';
import { putIf } from './conditional-put.ts';
import type { Table } from './table.ts';

export const createCanary = (table: Table): Canary => ({
  claim: async (nowMs, deadline) => {
    const put = {
      what: 'the canary of the health check',
      key: { pk: 'HEALTH', sk: 'CANARY' },
      attributes: { claimedMs: nowMs },
      condition: 'attribute_not_exists(claimedMs) OR claimedMs < :now',
      values: { ':now': nowMs },
    };
    await putIf(table, put, deadline);
  },
});
