/** Arbitrates among all services of a tick; in a worker, with the rest of the fleet by way of the ledger. */

import { type Elsewhere, nowhereElse } from '#engine/fleet/elsewhere.ts';
import { allClosed, elsewhereOf, type Turn } from '#engine/fleet/ledger.ts';
import { entered, isNews } from '#engine/fleet/ledger-entry.ts';
import { arbitrate, type Bystanders } from '#engine/fleet.ts';
import type { Assessed } from './assess.ts';
import type { Share, TickInput } from './input.ts';
import { asError, fleetWide, noTrouble, type Trouble } from './trouble.ts';

export type Arbitrated = {
  /** In the order in which they should be acted on. */
  readonly assessed: readonly Assessed[];
  readonly elsewhere: Elsewhere;
  readonly trouble: Trouble;
};

export const turnOf = ({ shard, split, holders }: Share, { fleet, tickMs }: TickInput): Turn => {
  const capped = Object.keys(fleet.policy.groups);
  const all = Object.fromEntries(capped.map((group) => [group, holders[group] ?? []]));
  return { shard, tickMs, split, holders: all };
};

/** Without the ledger nobody knows what the others do, so nothing grows under a cap, starts or goes. */
const withheld = (
  assessed: readonly Assessed[],
  bystanders: Bystanders,
  turn: Turn,
  { fleet }: TickInput,
): Omit<Arbitrated, 'trouble'> => {
  const elsewhere = allClosed(turn);
  return { assessed: arbitrate(assessed, fleet.policy, bystanders, elsewhere), elsewhere };
};

const ledgerTrouble = (cause: Error): Trouble => ({
  ...noTrouble,
  failed: [
    {
      service: fleetWide.ledger,
      error: new Error(
        'the ledger of what other shards use could not be kept, so nothing of this shard was changed; the next tick tries again',
        { cause },
      ),
    },
  ],
});

const arbitrateShare = async (
  assessed: readonly Assessed[],
  bystanders: Bystanders,
  turn: Turn,
  input: TickInput,
): Promise<Arbitrated> => {
  const { fleet, ports, deadline } = input;
  try {
    const updated = await ports.ledger.update((ledger) => {
      const elsewhere = elsewhereOf(ledger, turn);
      const granted = arbitrate(assessed, fleet.policy, bystanders, elsewhere);
      const next = entered(ledger, granted, bystanders, turn);
      const answer = { assessed: granted, elsewhere, trouble: noTrouble };
      return { ledger: isNews(ledger, next, turn) ? next : null, answer };
    }, deadline);
    if (updated.kind === 'done') return updated.answer;
    const trouble = ledgerTrouble(new Error('other shards wrote it at every attempt'));
    return { ...withheld(assessed, bystanders, turn, input), trouble };
  } catch (thrown) {
    const trouble = ledgerTrouble(asError(thrown));
    return { ...withheld(assessed, bystanders, turn, input), trouble };
  }
};

export const arbitrateTick = async (
  assessed: readonly Assessed[],
  bystanders: Bystanders,
  input: TickInput,
): Promise<Arbitrated> => {
  const { fleet, share } = input;
  if (share !== undefined) {
    return arbitrateShare(assessed, bystanders, turnOf(share, input), input);
  }
  const arbitrated = arbitrate(assessed, fleet.policy, bystanders);
  return { assessed: arbitrated, elsewhere: nowhereElse, trouble: noTrouble };
};
