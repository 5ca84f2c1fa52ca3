/** What was learnt of services, written. Of two that write at once, the one that learnt later is kept. */
import { keyOf } from '#engine/model.ts';
import type { ForesightBook } from '#lib/learning-ports.ts';
import { putIf } from './conditional-put.ts';
import { learntAttributes, parseLearnt } from './learnt-schema.ts';
import { expiry, learntKey, type Table, toItem } from './table.ts';

/** A forecast of NaN would make the item one that nobody can read: better that the last one stays. */
const checked = (what: string, attributes: ReturnType<typeof learntAttributes>) => {
  const parsed = parseLearnt(toItem(attributes));
  if (parsed.kind === 'learnt') return attributes;
  throw new Error(`${what} is not fit to be kept, and the last one stays: ${parsed.cause}`);
};

export const createForesightBook = (table: Table): ForesightBook => ({
  keep: async (id, learnt, deadline) => {
    const what = `what was learnt of ${keyOf(id)}`;
    const kept = await putIf(
      table,
      {
        what,
        key: learntKey(keyOf(id)),
        attributes: {
          ...checked(what, learntAttributes(learnt)),
          expiresAt: expiry(learnt.learntAtMs),
        },
        condition: 'attribute_not_exists(learntAtMs) OR learntAtMs <= :now',
        values: { ':now': learnt.learntAtMs },
      },
      deadline,
    );
    return kept ? 'kept' : 'overtaken';
  },
});
