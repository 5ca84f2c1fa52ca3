/** A fleet that is whole: whether it was divided just now, and what workers of that time may still be at. */
import { type Elsewhere, nowhereElse, type Room } from '#engine/fleet/elsewhere.ts';
import { grantLifeMs } from '#engine/fleet/ledger.ts';
import { pendingIn, takenBack } from '#engine/fleet/rejoin.ts';
import { arbitrateBeside } from '#lib/tick/arbitration.ts';
import type { Agreement, TickInput } from '#lib/tick/input.ts';
import { asError, fail, noTrouble, type Trouble } from '#lib/tick/trouble.ts';

export type Rejoined = {
  /** `null`: nobody else is at it. */
  readonly agreement: Agreement | null;
  readonly trouble: Trouble;
};

const alone: Rejoined = { agreement: null, trouble: noTrouble };

const beside = (elsewhere: Elsewhere): Agreement => ({
  arbitrate: arbitrateBeside(elsewhere),
  settle: async () => undefined,
});

const pendingNow = async (
  isNew: boolean,
  { ports, tickMs, deadline }: TickInput,
): Promise<ReadonlyMap<string, Room>> => {
  const updated = await ports.ledger.update((ledger) => {
    const next = isNew && ledger !== null ? takenBack(ledger, tickMs) : null;
    return { ledger: next, answer: pendingIn(ledger, tickMs) };
  }, deadline);
  if (updated.kind === 'done') return updated.answer;
  throw new Error('workers of the tick before wrote the ledger at every attempt');
};

const rejoined = async (input: TickInput): Promise<Rejoined> => {
  const { ports, tickMs, deadline } = input;
  const division = await ports.divisions.read(deadline);
  if (division === null) return alone;
  const isNew = division.shards.length > 0;
  if (!isNew && tickMs - division.sinceMs >= grantLifeMs) return alone;
  const groups = await pendingNow(isNew, input);
  // After the ledger: whoever dies in between takes it back once more.
  if (isNew) await ports.divisions.keep({ shards: [], sinceMs: tickMs }, deadline);
  return { agreement: beside({ ...nowhereElse, groups }), trouble: noTrouble };
};

/**
 * Asked before ECS is looked at: growth that was carried out before is seen there, and growth that comes after is in what
 * is answered here. When nobody knows, nothing grows under a cap in this tick.
 */
export const rejoin = async (input: TickInput): Promise<Rejoined> => {
  try {
    return await rejoined(input);
  } catch (thrown) {
    const error = new Error(
      'whether workers are still at a part of this fleet could not be read, so nothing grows under a cap in this tick',
      { cause: asError(thrown) },
    );
    const closed = new Set(Object.keys(input.fleet.policy.groups));
    return { agreement: beside({ ...nowhereElse, closed }), trouble: fail('division', error) };
  }
};
