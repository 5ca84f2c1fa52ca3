/**
 * Who uses and was granted what, where a fleet is decided in parts (shards) at the same time. Room is taken here before
 * anything grows, and given back only once ECS was seen without it, so the sum of what is written here is never less
 * than what runs: whichever shard is late, doubled or dead, a cap holds.
 */
import { blastGuardHinders, type Elsewhere, type Room } from './elsewhere.ts';

/** Growth that was granted and may yet be carried out. */
export type Grant = Room & { readonly tickMs: number };

export type GroupEntry = Room & { readonly grants: readonly Grant[] };

/** One shard, as it last reported. */
export type ShardEntry = {
  readonly tickMs: number;
  readonly tasks: number;
  readonly running: number;
  readonly blind: number;
  readonly groups: Readonly<Record<string, GroupEntry>>;
  /** Whose caps hold somebody back, and `#blast-guard`. */
  readonly hindered: readonly string[];
};

export type Ledger = {
  /** How the fleet is divided. When that changes, nobody grows in a capped group until all have reported anew. */
  readonly split: string;
  readonly splitSinceMs: number;
  readonly shards: Readonly<Record<string, ShardEntry>>;
  /** Of one tick: what is taken away and started in it. */
  readonly spent: { readonly tickMs: number; readonly removed: number; readonly started: number };
};

/** Whose turn it is. */
export type Turn = {
  readonly shard: string;
  readonly tickMs: number;
  readonly split: string;
  /** Every group with a cap, and the shards that have members of it. */
  readonly holders: Readonly<Record<string, readonly string[]>>;
};

/**
 * A worker begins within a minute of its tick and is stopped after another, so what it was granted and did not report
 * back may be carried out for so long.
 */
export const grantLifeMs = 120_000;

/**
 * Who worked under the last split began a tick before this one, so is stopped within this. What was seen of ECS earlier may lack what
 * such a worker did since.
 */
const overlapMs = 60_000;

/** When whatever is seen of ECS is all there is of the time before this split. */
export const splitSettledMs = ({ splitSinceMs }: Ledger): number => splitSinceMs + overlapMs;

/**
 * Whom a cap or the guard holds back counts for so long without a new report, which comes more often than that, so that
 * an alert does not end and begin with every tick that a shard misses.
 */
const hinderedLifeMs = 300_000;
export const hinderedNewsMs = 120_000;

const nothing: Room = { tasks: 0, vcpu: 0 };

const plus = (a: Room, b: Room): Room => ({ tasks: a.tasks + b.tasks, vcpu: a.vcpu + b.vcpu });

/** For the shard itself, which has just seen what is in use. */
export const liveGrants = (entry: GroupEntry | undefined, tickMs: number): readonly Grant[] =>
  (entry?.grants ?? []).filter((grant) => tickMs - grant.tickMs < grantLifeMs);

/** Grants of any age: until its own shard has looked again, nobody knows that an old one is not in use. */
const heldIn = (entry: GroupEntry): Room => entry.grants.reduce(plus, entry);

const othersOf = (ledger: Ledger, { shard }: Turn): readonly ShardEntry[] =>
  Object.entries(ledger.shards).flatMap(([name, entry]) => (name === shard ? [] : [entry]));

/** A shard that has not reported under this split may hold anything; and so may who still worked under the last one. */
const isClosed = (ledger: Ledger, { shard, tickMs, holders }: Turn, group: string): boolean => {
  const settledMs = splitSettledMs(ledger);
  const sawAll = (each: string): boolean => (ledger.shards[each]?.tickMs ?? 0) >= settledMs;
  return (
    tickMs < settledMs || (holders[group] ?? []).some((each) => each !== shard && !sawAll(each))
  );
};

/** While another shard is a tick ahead, this one is late: it knows less, and its tick has nothing left to spend. */
export const isLate = ({ spent, splitSinceMs }: Ledger, { tickMs }: Turn): boolean =>
  spent.tickMs > tickMs || splitSinceMs > tickMs;

/** Nothing grows, starts or goes. */
export const allClosed = ({ holders }: Pick<Turn, 'holders'>): Elsewhere => ({
  groups: new Map(),
  closed: new Set(Object.keys(holders)),
  tasks: 0,
  removed: Number.POSITIVE_INFINITY,
  running: 0,
  blind: 0,
  started: Number.POSITIVE_INFINITY,
  hindered: new Set([...Object.keys(holders), blastGuardHinders]),
});

export const elsewhereOf = (ledger: Ledger | null, turn: Turn): Elsewhere => {
  const { tickMs, split } = turn;
  const capped = Object.keys(turn.holders);
  if (ledger !== null && isLate(ledger, turn)) return allClosed(turn);
  if (ledger === null || ledger.split !== split) {
    return { ...allClosed(turn), removed: 0, started: 0 };
  }
  const others = othersOf(ledger, turn);
  const sum = (of: (entry: ShardEntry) => number): number =>
    others.reduce((total, entry) => total + of(entry), 0);
  const spent = ledger.spent.tickMs === tickMs ? ledger.spent : { removed: 0, started: 0 };
  const roomOf = (group: string): Room =>
    others
      .flatMap(({ groups }) => groups[group] ?? [])
      .reduce((total, entry) => plus(total, heldIn(entry)), nothing);
  return {
    groups: new Map(capped.map((group) => [group, roomOf(group)])),
    closed: new Set(capped.filter((group) => isClosed(ledger, turn, group))),
    tasks: sum(({ tasks }) => tasks),
    running: sum(({ running }) => running),
    blind: sum(({ blind }) => blind),
    removed: spent.removed,
    started: spent.started,
    hindered: new Set(
      others
        .filter((entry) => tickMs - entry.tickMs < hinderedLifeMs)
        .flatMap(({ hindered }) => hindered),
    ),
  };
};
