/**
 * Stops a tick that would take away too much of the fleet at once, or that sees too little of it: one wrong
 * assumption (a broken metric pipeline, a bad deploy of the policy) must not empty everything in a minute.
 */

import type { Reason } from '../reason.ts';
import { type Contender, competing, ordersFor, regrant } from './contender.ts';
import { type Elsewhere, nowhereElse } from './elsewhere.ts';
import type { BlastGuard } from './fleet-policy.ts';

type Tripped = Pick<Extract<Reason, { kind: 'blast-guard' }>, 'why' | 'ratio' | 'limitRatio'>;

/** Fewer services than this are no fleet, and one of them without data is no sign of anything. */
const smallestFleet = 4;

/** Nobody looked at it on this tick, so it is no witness for or against. */
export const wasRead = ({ decision, policy }: Contender): boolean =>
  policy.rules.length === 0 ||
  decision.reasons.filter(({ kind }) => kind === 'unread').length < policy.rules.length;

export const isBlind = ({ decision, policy }: Contender): boolean =>
  policy.rules.length > 0 &&
  decision.reasons.filter(({ kind }) => kind === 'no-data').length >= policy.rules.length;

/** A person's order is no accident: a pin or a freeze stands, and a ceiling is gone down to. */
const orderedTo = (member: Contender): number => {
  const { from, to, reasons } = member.decision;
  if (reasons.some(({ kind }) => kind === 'ordered')) return Math.min(from, to);
  const ceilings = ordersFor(member).flatMap(({ order }) =>
    order.kind === 'ceiling' ? [order.tasks] : [],
  );
  return Math.min(from, ...ceilings);
};

/** Tasks that nobody ordered to be taken away. */
export const unorderedLoss = (member: Contender): number =>
  Math.max(0, orderedTo(member) - member.decision.to);

type Counts = Pick<Elsewhere, 'tasks' | 'removed' | 'running' | 'blind'>;

const countsOf = (fleet: readonly Contender[]): Counts => {
  const running = fleet.filter((member) => member.decision.from > 0 && wasRead(member));
  // What an observer would take away stays; a policy on trial must not hold the scale-ins of everyone else.
  const acting = competing(fleet);
  return {
    running: running.length,
    blind: running.filter(isBlind).length,
    tasks: acting.reduce((sum, { decision }) => sum + decision.from, 0),
    removed: acting.reduce((sum, member) => sum + unorderedLoss(member), 0),
  };
};

const trippedBy = (counts: Counts, guard: BlastGuard): Tripped | null => {
  const { running, blind, tasks, removed } = counts;
  const blindRatio = blind / Math.max(1, running);
  if (running >= smallestFleet && blindRatio > guard.blindRatio) {
    return { why: 'blind', ratio: blindRatio, limitRatio: guard.blindRatio };
  }
  const ratio = Math.min(1, removed / Math.max(1, tasks));
  return removed >= guard.minTasks && ratio > guard.shareRatio
    ? { why: 'share', ratio, limitRatio: guard.shareRatio }
    : null;
};

/** Where the rest of the fleet is elsewhere, either may look wrong: this part of it, or the whole. */
export const trippedBlastGuard = (
  fleet: readonly Contender[],
  guard: BlastGuard,
  elsewhere: Elsewhere = nowhereElse,
): Tripped | null => {
  const here = countsOf(fleet);
  const tripped = trippedBy(here, guard);
  if (tripped !== null || elsewhere === nowhereElse) return tripped;
  // Nobody is held for what only others do.
  if (here.removed === 0) return null;
  const { tasks, removed, running, blind } = elsewhere;
  const whole = {
    tasks: here.tasks + tasks,
    removed: Math.min(here.removed + removed, Number.MAX_SAFE_INTEGER),
    running: here.running + running,
    blind: here.blind + blind,
  };
  return trippedBy(whole, guard);
};

export const guardBlast = <T extends Contender>(
  fleet: readonly T[],
  guard: BlastGuard,
  elsewhere: Elsewhere = nowhereElse,
): readonly T[] => {
  const tripped = trippedBlastGuard(fleet, guard, elsewhere);
  if (tripped === null) return fleet;
  return fleet.map((member) => {
    const { to: asked } = member.decision;
    return unorderedLoss(member) === 0
      ? member
      : regrant(member, orderedTo(member), { kind: 'blast-guard', ...tripped, asked });
  });
};
