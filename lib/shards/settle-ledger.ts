/** After the actions of a worker: growth that ECS took becomes use, growth that it refused is room again. */

import { growthOf } from '#engine/fleet/contender.ts';
import type { Room } from '#engine/fleet/elsewhere.ts';
import { type Settled, settledLedger } from '#engine/fleet/ledger-entry.ts';
import { keyOf } from '#engine/model.ts';
import type { Assessed } from '#lib/tick/assess.ts';
import type { Carried } from '#lib/tick/carry-out.ts';
import type { Agreement, Share } from '#lib/tick/input.ts';
import { turnOf } from './arbitrate-by-ledger.ts';
import type { LedgerBook } from './ports.ts';

type Fate = 'taken' | 'unclear' | 'refused';

/** A call that may be tried again may have been taken all the same. */
const fateOf = (carried: Carried | undefined): Fate => {
  if (carried?.kind === 'done') return carried.did === 'acted' ? 'taken' : 'refused';
  if (carried?.kind === 'failed') return 'unclear';
  return carried?.kind === 'refused' && carried.retryable ? 'unclear' : 'refused';
};

const roomOf = (members: readonly Assessed[]): Room => ({
  tasks: members.reduce((sum, member) => sum + growthOf(member), 0),
  vcpu: members.reduce((sum, member) => sum + growthOf(member) * member.policy.vcpu, 0),
});

const settledBy = (grown: readonly Assessed[], carried: readonly Carried[]): Settled => {
  const fates = new Map(carried.map((each) => [each.service, fateOf(each)]));
  const withFate = (members: readonly Assessed[], fate: Fate): readonly Assessed[] =>
    members.filter(({ decision }) => fates.get(keyOf(decision.service)) === fate);
  return new Map(
    [...Map.groupBy(grown, ({ policy }) => policy.group ?? '')].map(([group, members]) => [
      group,
      { taken: roomOf(withFate(members, 'taken')), unclear: roomOf(withFate(members, 'unclear')) },
    ]),
  );
};

/** When it fails the grants simply stay until they expire, which keeps room from others and breaks no cap. */
export const settleBy =
  (book: LedgerBook, share: Share): Agreement['settle'] =>
  async (assessed, carried, input) => {
    const { deadline, fleet } = input;
    const grown = assessed.filter(
      (each) =>
        growthOf(each) > 0 &&
        each.policy.mode === 'act' &&
        Object.hasOwn(fleet.policy.groups, each.policy.group ?? ''),
    );
    if (grown.length === 0) return;
    const turn = turnOf(share, input);
    const settled = settledBy(grown, carried);
    await book
      .update((ledger) => {
        const next = ledger === null ? null : settledLedger(ledger, settled, turn);
        return { ledger: next === ledger ? null : next, answer: null };
      }, deadline)
      .catch(() => null);
  };
