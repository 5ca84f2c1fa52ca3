/** Arbitrates in a worker, with the rest of the fleet by way of the ledger. */
import { allClosed, elsewhereOf, type Turn } from '#engine/fleet/ledger.ts';
import { entered, isNews } from '#engine/fleet/ledger-entry.ts';
import { arbitrate, type Bystanders } from '#engine/fleet.ts';
import type { Arbitrate, Arbitrated } from '#lib/tick/arbitration.ts';
import type { Assessed } from '#lib/tick/assess.ts';
import type { Share, TickInput } from '#lib/tick/input.ts';
import { asError, noTrouble, type Trouble } from '#lib/tick/trouble.ts';
import type { LedgerBook } from './ports.ts';

export const turnOf = (share: Share, { fleet, tickMs }: TickInput): Turn => {
  const { shard, split, holders } = share;
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
      service: 'ledger',
      error: new Error(
        'the ledger of what other shards use could not be kept, so nothing of this shard was changed; the next tick tries again',
        { cause },
      ),
    },
  ],
});

export const arbitrateBy =
  (book: LedgerBook, share: Share): Arbitrate =>
  async (assessed, bystanders, input) => {
    const { fleet, deadline } = input;
    const turn = turnOf(share, input);
    try {
      const updated = await book.update((ledger) => {
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
