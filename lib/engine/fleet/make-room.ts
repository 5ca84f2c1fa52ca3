/**
 * Lets a full group serve its important members: those of lower priority give up what they hold above their
 * guaranteed minimum. For what a member itself was guaranteed, or its minimum, everyone gives up, whatever the
 * priority, or the guarantee would hold only until the others had grown. The room is used on the next tick, once ECS has really taken
 * the lower count.
 */
import { keyOf } from '../model.ts';
import {
  type Contender,
  canGiveWay,
  competing,
  growthOf,
  keepsAtLeast,
  regrant,
  shrinkageOf,
} from './contender.ts';
import type { Group } from './fleet-policy.ts';

type UnitOf = (member: Contender) => number;

const spare = (member: Contender): number => {
  const { decision } = member;
  if (decision.to > decision.from || !canGiveWay(member)) return 0;
  return Math.max(0, decision.to - keepsAtLeast(member));
};

/** Above any priority. */
const guaranteedRank = Number.POSITIVE_INFINITY;

/** Room that was denied, by the priority of those it was denied to. */
type Denied = ReadonlyMap<number, number>;

const deniedIn = (
  granted: readonly Contender[],
  asked: readonly Contender[],
  unitOf: UnitOf,
): Denied => {
  const denied = new Map<number, number>();
  const add = (rank: number, room: number): void => {
    if (room > 0) denied.set(rank, (denied.get(rank) ?? 0) + room);
  };
  for (const [index, before] of asked.entries()) {
    const after = granted[index] ?? before;
    const missing = growthOf(before) - growthOf(after);
    const { priority } = before.policy;
    const assured = Math.min(missing, Math.max(0, keepsAtLeast(before) - after.decision.to));
    add(guaranteedRank, assured * unitOf(before));
    add(priority, (missing - assured) * unitOf(before));
  }
  return denied;
};

const deniedAbove = (denied: Denied, priority: number): number =>
  [...denied].reduce((sum, [of, room]) => (of > priority ? sum + room : sum), 0);

const lowestFirst = (a: Contender, b: Contender): number =>
  a.policy.priority - b.policy.priority ||
  (keyOf(a.decision.service) < keyOf(b.decision.service) ? -1 : 1);

export const makeRoom = <T extends Contender>(
  granted: readonly T[],
  asked: readonly T[],
  group: Group,
  unitOf: UnitOf,
): readonly T[] => {
  const denied = deniedIn(granted, asked, unitOf);
  if (denied.size === 0) return granted;
  const rivals = competing(granted);
  // What falls anyway is room on the next tick as well.
  let made = rivals.reduce((sum, member) => sum + shrinkageOf(member) * unitOf(member), 0);
  const changed = new Map<string, T>();
  for (const member of rivals.toSorted(lowestFirst)) {
    const needed = deniedAbove(denied, member.policy.priority);
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
