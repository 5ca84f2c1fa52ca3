/**
 * A group's cap, in tasks or in vCPU. It counts every member at its present desired count, so room that a
 * scale-in frees this tick is given out on the next one, after ECS has taken the new count. That costs a minute
 * at the cap, and in return the cap holds whatever fails in between.
 */
import { keyOf } from '../model.ts';
import { type Contender, competing, growthOf, keepsAtLeast, regrant } from './contender.ts';
import type { Group } from './fleet-policy.ts';
import { makeRoom } from './make-room.ts';
import { shareOut } from './share-out.ts';

export type Unit = 'tasks' | 'vCPU';

export type Cap = { readonly unit: Unit; readonly amount: number };

const unitOf = (member: Contender, { unit }: Cap): number =>
  unit === 'tasks' ? 1 : member.policy.vcpu;

const capMembers = <T extends Contender>(
  members: readonly T[],
  group: Group,
  cap: Cap,
  bystanders: number,
): readonly T[] => {
  const inUse = members.reduce(
    (sum, member) => sum + member.decision.from * unitOf(member, cap),
    bystanders,
  );
  const rivals = competing(members);
  const wanted = rivals.reduce((sum, member) => sum + growthOf(member) * unitOf(member, cap), 0);
  const room = Math.max(0, cap.amount - inUse);
  if (wanted <= room + 1e-9) return members;
  const grants = shareOut(
    rivals.map((member) => ({
      key: keyOf(member.decision.service),
      priority: member.policy.priority,
      asked: growthOf(member),
      assured: Math.max(0, keepsAtLeast(member) - member.decision.from),
      unit: unitOf(member, cap),
    })),
    room,
  );
  const granted = members.map((member) => {
    const growth = growthOf(member);
    const grant = grants.get(keyOf(member.decision.service)) ?? growth;
    if (grant >= growth) return member;
    const { from, to: asked } = member.decision;
    const { unit, amount } = cap;
    const reason = {
      kind: 'group-capped',
      group: group.name,
      cap: amount,
      unit,
      asked,
      granted: from + grant,
    } as const;
    return regrant(member, from + grant, reason);
  });
  return makeRoom(granted, members, group, (member) => unitOf(member, cap));
};

export const capGroup = <T extends Contender>(
  members: readonly T[],
  group: Group,
  bystanders: { readonly tasks: number; readonly vcpu: number },
): readonly T[] => {
  const { maxTasks, maxVcpu } = group;
  const byTasks =
    maxTasks === null
      ? members
      : capMembers(members, group, { unit: 'tasks', amount: maxTasks }, bystanders.tasks);
  return maxVcpu === null
    ? byTasks
    : capMembers(byTasks, group, { unit: 'vCPU', amount: maxVcpu }, bystanders.vcpu);
};

/** Nobody grows: how much of the room is taken elsewhere is not known in this tick. Nobody gives way for that either. */
export const closeGroup = <T extends Contender>(
  members: readonly T[],
  { name, maxTasks, maxVcpu }: Group,
): readonly T[] => {
  const unit: Unit = maxTasks === null ? 'vCPU' : 'tasks';
  const cap = maxTasks ?? maxVcpu ?? 0;
  const acting = new Set(competing(members));
  return members.map((member) => {
    const { from, to: asked } = member.decision;
    if (!acting.has(member) || asked <= from) return member;
    const reason = { kind: 'group-capped', group: name, cap, unit, asked, granted: from } as const;
    return regrant(member, from, reason);
  });
};
