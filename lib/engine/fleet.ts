/**
 * What no service can decide alone: who gets the room under a shared cap, and who is served first.
 *
 * A cap counts every member at its present desired count, so room that a scale-in frees this tick is given
 * out on the next one, after ECS has taken the new count. That costs a minute at the cap, and in return the
 * cap holds whatever fails in between.
 */
import type { Decision } from './model.ts';
import { keyOf } from './model.ts';
import type { Group, Policy } from './policy.ts';
import { shareOut } from './share-out.ts';
import { compareUrgency } from './urgency.ts';

export type Contender = { readonly policy: Policy; readonly decision: Decision };

const growthOf = ({ decision }: Contender): number => Math.max(0, decision.to - decision.from);

const capped = <T extends Contender>(contender: T, group: Group, grantedGrowth: number): T => {
  const { decision } = contender;
  const granted = decision.from + grantedGrowth;
  const reason = {
    kind: 'group-capped',
    group: group.name,
    cap: group.maxTasks,
    asked: decision.to,
    granted,
  } as const;
  return {
    ...contender,
    decision: { ...decision, to: granted, reasons: [...decision.reasons, reason] },
  };
};

const capGroup = <T extends Contender>(
  members: readonly T[],
  group: Group,
  bystanders: number,
): readonly T[] => {
  const inUse = members.reduce((sum, { decision }) => sum + decision.from, bystanders);
  const wanted = members.reduce((sum, member) => sum + growthOf(member), 0);
  const room = Math.max(0, group.maxTasks - inUse);
  if (wanted <= room) return members;
  const grants = shareOut(
    members.map((member) => ({
      key: keyOf(member.decision.service),
      priority: member.policy.priority,
      asked: growthOf(member),
      assured: Math.max(0, member.policy.guaranteed - member.decision.from),
    })),
    room,
  );
  return members.map((member) => {
    const grant = grants.get(keyOf(member.decision.service)) ?? 0;
    return grant < growthOf(member) ? capped(member, group, grant) : member;
  });
};

/** Scale-outs first, the most urgent and then the most important ahead; a stable order for everything else. */
const byNeed = (a: Contender, b: Contender): number => {
  const outFirst = Number(growthOf(b) > 0) - Number(growthOf(a) > 0);
  if (outFirst !== 0) return outFirst;
  const urgency = compareUrgency(b.decision.urgency, a.decision.urgency);
  if (urgency !== 0) return urgency;
  const priority = b.policy.priority - a.policy.priority;
  if (priority !== 0) return priority;
  return keyOf(a.decision.service) < keyOf(b.decision.service) ? -1 : 1;
};

export const arbitrate = <T extends Contender>(
  contenders: readonly T[],
  groups: Readonly<Record<string, Group>>,
  /** Tasks of members that nobody decides about in this tick, by group. */
  bystanders: ReadonlyMap<string, number> = new Map(),
): readonly T[] => {
  const byGroup = Map.groupBy(contenders, ({ policy }) => policy.group);
  const settled = [...byGroup].flatMap(([name, members]): readonly T[] => {
    const group = name === null ? undefined : groups[name];
    return group === undefined
      ? members
      : capGroup(members, group, bystanders.get(group.name) ?? 0);
  });
  return settled.toSorted(byNeed);
};
