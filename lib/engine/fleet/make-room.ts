/**
 * Lets a full group serve its important members: those of lower priority give up what they hold above their
 * guaranteed minimum. The room is used on the next tick, once ECS has really taken the lower count.
 */
import { keyOf } from '../model.ts';
import type { Group } from '../policy.ts';
import {
  type Contender,
  canGiveWay,
  competing,
  growthOf,
  keepsAtLeast,
  regrant,
  shrinkageOf,
} from './contender.ts';

type UnitOf = (member: Contender) => number;

const spare = (member: Contender): number => {
  const { decision } = member;
  if (decision.to > decision.from || !canGiveWay(member)) return 0;
  return Math.max(0, decision.to - keepsAtLeast(member));
};

/** What members above `priority` were denied and nobody has made room for yet. */
type Denied = { readonly priority: number; readonly room: number };

const deniedOf = (granted: Contender, asked: Contender, unitOf: UnitOf): readonly Denied[] => {
  const missing = growthOf(asked) - growthOf(granted);
  return missing > 0 ? [{ priority: asked.policy.priority, room: missing * unitOf(asked) }] : [];
};

const lowestFirst = (a: Contender, b: Contender): number =>
  a.policy.priority - b.policy.priority ||
  (keyOf(a.decision.service) < keyOf(b.decision.service) ? -1 : 1);

export const makeRoom = <T extends Contender>(
  granted: readonly T[],
  asked: readonly T[],
  group: Group,
  unitOf: UnitOf,
): readonly T[] => {
  const denied = granted.flatMap((member, index) => {
    const before = asked[index];
    return before === undefined ? [] : deniedOf(member, before, unitOf);
  });
  if (denied.length === 0) return granted;
  const rivals = competing(granted);
  // What falls anyway is room on the next tick as well.
  let made = rivals.reduce((sum, member) => sum + shrinkageOf(member) * unitOf(member), 0);
  const changed = new Map<string, T>();
  for (const member of rivals.toSorted(lowestFirst)) {
    const needed = denied
      .filter(({ priority }) => priority > member.policy.priority)
      .reduce((sum, { room }) => sum + room, 0);
    const unit = unitOf(member);
    const given = Math.min(spare(member), Math.ceil(Math.max(0, needed - made) / unit - 1e-9));
    if (given <= 0) continue;
    made += given * unit;
    const { service, to } = member.decision;
    const reason = {
      kind: 'made-room',
      group: group.name,
      asked: to,
      granted: to - given,
    } as const;
    changed.set(keyOf(service), regrant(member, to - given, reason));
  }
  return granted.map((member) => changed.get(keyOf(member.decision.service)) ?? member);
};
