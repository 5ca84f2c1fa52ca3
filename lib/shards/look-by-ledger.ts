/** Arbitrates a look inside the minute of one shard: what the fleet may start for the tick is taken from the ledger first. */
import { growthOf } from '#engine/fleet/contender.ts';
import { nowhereElse } from '#engine/fleet/elsewhere.ts';
import { startedFor, withStarts } from '#engine/fleet/starts.ts';
import { arbitrate } from '#engine/fleet.ts';
import type { Arbitrate } from '#lib/tick/arbitration.ts';
import type { Assessed } from '#lib/tick/assess.ts';
import { asError, noTrouble } from '#lib/tick/trouble.ts';

const startsOf = (assessed: readonly Assessed[]): number =>
  assessed
    .filter(({ policy }) => policy.mode === 'act')
    .reduce((sum, each) => sum + growthOf(each), 0);

const unread = (cause: unknown): Error =>
  new Error(
    'what other shards started in this minute could not be read or written, so this look started nothing; the next one tries again',
    { cause },
  );

/** `tickMs` is of the tick whose minute it is. Services under a cap are not among those that are looked at. */
export const lookBy =
  (tickMs: number): Arbitrate =>
  async (assessed, bystanders, { ports, fleet, deadline }) => {
    const arbitrated = (started: number): readonly Assessed[] =>
      arbitrate(assessed, fleet.policy, bystanders, { ...nowhereElse, started });
    try {
      const updated = await ports.ledger.update((ledger) => {
        const granted = arbitrated(startedFor(ledger, tickMs));
        const starts = startsOf(granted);
        const isNews = ledger !== null && starts > 0;
        return { ledger: isNews ? withStarts(ledger, tickMs, starts) : null, answer: granted };
      }, deadline);
      if (updated.kind === 'contended') throw new Error('other shards wrote it at every attempt');
      return { assessed: updated.answer, elsewhere: nowhereElse, trouble: noTrouble };
    } catch (thrown) {
      const failed = [{ service: 'ledger', error: unread(asError(thrown)) }];
      const granted = arbitrated(Number.POSITIVE_INFINITY);
      return { assessed: granted, elsewhere: nowhereElse, trouble: { ...noTrouble, failed } };
    }
  };
