/** What a shard writes into the ledger: its use as it is, and what it is about to do. */
import type { Bystanders } from '../fleet.ts';
import { isBlind, unorderedLoss, wasRead } from './blast-guard.ts';
import { type Contender, growthOf } from './contender.ts';
import { blastGuardHinders, type Room } from './elsewhere.ts';
import {
  type Grant,
  type GroupEntry,
  hinderedNewsMs,
  isLate,
  type Ledger,
  liveGrants,
  type ShardEntry,
  splitSettledMs,
  type Turn,
} from './ledger.ts';

/** What an observer would do is not done. */
const acts = ({ policy }: Contender): boolean => policy.mode === 'act';

const roomOf = (members: readonly Contender[], tasksOf: (member: Contender) => number): Room => ({
  tasks: members.reduce((sum, member) => sum + tasksOf(member), 0),
  vcpu: members.reduce((sum, member) => sum + tasksOf(member) * member.policy.vcpu, 0),
});

const groupEntry = (
  members: readonly Contender[],
  others: Room,
  before: GroupEntry | undefined,
  tickMs: number,
): GroupEntry => {
  const used = roomOf(members, ({ decision }) => decision.from);
  const growth: Grant = { tickMs, ...roomOf(members.filter(acts), growthOf) };
  const kept = liveGrants(before, tickMs).filter((grant) => grant.tickMs !== tickMs);
  return {
    tasks: used.tasks + others.tasks,
    vcpu: used.vcpu + others.vcpu,
    grants: growth.tasks > 0 ? [...kept, growth] : kept,
  };
};

const hinderedIn = (fleet: readonly Contender[]): readonly string[] => {
  const reasons = fleet.flatMap(({ decision }) => decision.reasons);
  const named = reasons.flatMap((reason) => {
    if (reason.kind === 'group-capped') return [reason.group];
    return reason.kind === 'blast-guard' ? [blastGuardHinders] : [];
  });
  return [...new Set(named)].sort();
};

const entryOf = (
  fleet: readonly Contender[],
  bystanders: Bystanders,
  before: ShardEntry | undefined,
  { tickMs, holders }: Turn,
): ShardEntry => {
  const groups = Object.keys(holders).flatMap(
    (group): readonly (readonly [string, GroupEntry])[] => {
      const members = fleet.filter(({ policy }) => policy.group === group);
      const others = bystanders.get(group) ?? { tasks: 0, vcpu: 0 };
      const entry = groupEntry(members, others, before?.groups[group], tickMs);
      return entry.tasks === 0 && entry.grants.length === 0 ? [] : [[group, entry]];
    },
  );
  const running = fleet.filter((member) => member.decision.from > 0 && wasRead(member));
  return {
    tickMs,
    tasks: fleet.filter(acts).reduce((sum, { decision }) => sum + decision.from, 0),
    running: running.length,
    blind: running.filter(isBlind).length,
    groups: Object.fromEntries(groups),
    hindered: hinderedIn(fleet),
  };
};

/** Under another split nothing that was reported says which services it was about. */
const underSplit = (ledger: Ledger | null, { split, tickMs }: Turn): Ledger =>
  ledger !== null && ledger.split === split
    ? ledger
    : {
        split,
        splitSinceMs: tickMs,
        shards: {},
        spent: ledger?.spent ?? { tickMs, removed: 0, started: 0 },
      };

const sumOf = (fleet: readonly Contender[], of: (member: Contender) => number): number =>
  fleet.filter(acts).reduce((sum, member) => sum + of(member), 0);

/** The ledger once this shard has taken what `fleet` was granted. */
export const entered = (
  ledger: Ledger | null,
  fleet: readonly Contender[],
  bystanders: Bystanders,
  turn: Turn,
): Ledger => {
  const { shard, tickMs } = turn;
  // It was granted nothing, and what it saw is older than what is written.
  if (ledger !== null && isLate(ledger, turn)) return ledger;
  const base = underSplit(ledger, turn);
  const spent = base.spent.tickMs === tickMs ? base.spent : { tickMs, removed: 0, started: 0 };
  const entry = entryOf(fleet, bystanders, base.shards[shard], turn);
  return {
    ...base,
    shards: { ...base.shards, [shard]: entry },
    spent: {
      tickMs,
      removed: spent.removed + sumOf(fleet, unorderedLoss),
      started: spent.started + sumOf(fleet, growthOf),
    },
  };
};

/** Fractions of the fleet: below these a report is not worth a write. */
const worthTasksRatio = 0.1;
const worthBlindRatio = 0.05;

const isSameUse = (a: ShardEntry, b: ShardEntry): boolean =>
  JSON.stringify([a.groups, a.hindered]) === JSON.stringify([b.groups, b.hindered]) &&
  Math.abs(a.tasks - b.tasks) <= a.tasks * worthTasksRatio &&
  Math.abs(a.blind - b.blind) <= a.running * worthBlindRatio;

/** What says the same as before, but said so long ago that nobody would go by it. */
const isOutdated = (
  { tickMs: wasMs, hindered }: ShardEntry,
  after: Ledger,
  { tickMs }: Turn,
): boolean => {
  const settledMs = splitSettledMs(after);
  if (wasMs < settledMs && tickMs >= settledMs) return true;
  return hindered.length > 0 && tickMs - wasMs >= hinderedNewsMs;
};

/** Whether the others need to know: a quiet shard writes nothing. */
export const isNews = (before: Ledger | null, after: Ledger, turn: Turn): boolean => {
  const { shard, tickMs } = turn;
  const was = before?.split === after.split ? before.shards[shard] : undefined;
  const is = after.shards[shard];
  if (was === undefined || is === undefined || !isSameUse(was, is)) return true;
  if (isOutdated(was, after, turn)) return true;
  const spent = before?.spent.tickMs === tickMs ? before.spent : { removed: 0, started: 0 };
  return after.spent.removed !== spent.removed || after.spent.started !== spent.started;
};

/** What became of the growth that was granted in this tick, by group. */
export type Settled = ReadonlyMap<string, { readonly taken: Room; readonly unclear: Room }>;

/** Growth that ECS took is use, growth that it refused is free again, and what is unclear stays granted. */
export const settledLedger = (ledger: Ledger, settled: Settled, turn: Turn): Ledger => {
  const { shard, tickMs } = turn;
  const entry = ledger.shards[shard];
  // A newer report saw ECS after this; what it did not see yet it holds as a grant.
  if (ledger.split !== turn.split || entry === undefined || entry.tickMs !== tickMs) return ledger;
  const groups = Object.entries(entry.groups).map(([name, group]) => {
    const { taken, unclear } = settled.get(name) ?? {
      taken: { tasks: 0, vcpu: 0 },
      unclear: { tasks: 0, vcpu: 0 },
    };
    const others = group.grants.filter((grant) => grant.tickMs !== tickMs);
    return [
      name,
      {
        tasks: group.tasks + taken.tasks,
        vcpu: group.vcpu + taken.vcpu,
        grants: unclear.tasks > 0 ? [...others, { tickMs, ...unclear }] : others,
      },
    ] as const;
  });
  return {
    ...ledger,
    shards: { ...ledger.shards, [shard]: { ...entry, groups: Object.fromEntries(groups) } },
  };
};
