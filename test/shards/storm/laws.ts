/** Watches every change as ECS takes it, whoever makes it and however late, and says what must not be. */
import { keyOf, type ServiceId, type ServiceKey } from '#engine/model.ts';
import type { Ports } from '#lib/ports.ts';
import {
  caps,
  cooldownInMs,
  maxStarts,
  minTasks,
  type Stage,
  share,
  tasksIn,
  usedIn,
} from './stage.ts';

/** One function at work on one tick, or on one look inside the minute. */
export type Stint = {
  /** The tick's, whatever the moment of the look. */
  readonly tickMs: number;
  readonly nowMs: number;
  /** What ECS said; somebody may set another count by hand before it is changed. */
  readonly described: Map<ServiceKey, number>;
};

type Change = Stint & { readonly service: ServiceKey; readonly from: number; readonly to: number };

export type Laws = {
  readonly broken: string[];
  readonly changes: Change[];
  /** Most tasks of the last minutes: what a shard said of itself counts until it says something else. */
  readonly tasksAt: Map<number, number>;
  readonly describedAt: Map<ServiceKey, number>;
};

export const createLaws = (): Laws => ({
  broken: [],
  changes: [],
  tasksAt: new Map(),
  describedAt: new Map(),
});

const growth = ({ from, to }: Change): number => Math.max(0, to - from);
const loss = ({ from, to }: Change): number => Math.max(0, from - to);
const sum = (changes: readonly Change[], of: (change: Change) => number): number =>
  changes.reduce((total, change) => total + of(change), 0);

const capsHold = (stage: Stage, change: Change): readonly string[] => {
  if (growth(change) === 0) return [];
  const group = stage.actors.find(({ id }) => keyOf(id) === change.service)?.group ?? null;
  if (group === null) return [];
  const cap = group === 'backend' ? caps.backend.tasks : caps.small.vcpu;
  const used = usedIn(stage, group);
  return used > cap ? [`${group} has ${used}, more than ${cap}`] : [];
};

const onceATick = (before: readonly Change[], { service, nowMs }: Change): readonly string[] =>
  before.some((each) => each.service === service && each.nowMs === nowMs)
    ? [`${service} was changed twice for one tick`]
    : [];

const launchesHold = (ofTick: readonly Change[]): readonly string[] => {
  const started = sum(ofTick, growth);
  return started > maxStarts ? [`${started} tasks were started for one tick`] : [];
};

/** A shard need not say that it has a tenth fewer tasks, and one that was lost says it later. */
const staleness = 1.15;

const guardHolds = ({ tasksAt }: Laws, ofTick: readonly Change[]): readonly string[] => {
  const removed = sum(ofTick, loss);
  const most = Math.max(...tasksAt.values());
  return removed >= minTasks && removed > share * most * staleness
    ? [`${removed} of ${most} tasks were taken away for one tick`]
    : [];
};

/** A count that was set by hand begins a wait of its own. */
const cooldownsHold = (
  { actors }: Stage,
  before: readonly Change[],
  change: Change,
): readonly string[] => {
  if (loss(change) === 0) return [];
  const { service, nowMs } = change;
  const sinceMs = actors.find(({ id }) => keyOf(id) === service)?.byHandMs ?? 0;
  const own = before.filter((each) => each.service === service && each.nowMs >= sinceMs);
  const tooSoon = own.some(
    (each) =>
      nowMs - each.nowMs < (loss(each) > 0 ? cooldownInMs : 2 * cooldownInMs) && nowMs > each.nowMs,
  );
  return tooSoon ? [`${service} lost tasks before its cooldown was over`] : [];
};

const notByMemory = ({ service, described }: Change): readonly string[] =>
  described.has(service) ? [] : [`${service} was changed by memory`];

const note = (laws: Laws, stage: Stage, change: Change): void => {
  const { changes, broken } = laws;
  const before = [...changes];
  changes.push(change);
  const ofTick = changes.filter(({ tickMs }) => tickMs === change.tickMs);
  broken.push(
    ...capsHold(stage, change),
    ...onceATick(before, change),
    ...launchesHold(ofTick),
    ...guardHolds(laws, ofTick),
    ...cooldownsHold(stage, before, change),
    ...notByMemory(change),
  );
};

/** The ports of one stint, with everything it changes and looks at written down. */
export const watched = (ports: Ports, stage: Stage, laws: Laws, stint: Stint): Ports => ({
  ...ports,
  serviceReader: {
    describe: async (ids, deadline) => {
      const lookups = await ports.serviceReader.describe(ids, deadline);
      for (const [key, lookup] of lookups) {
        if (lookup.kind === 'found') stint.described.set(key, lookup.view.desired);
        laws.describedAt.set(key, stint.nowMs);
      }
      return lookups;
    },
  },
  serviceWriter: {
    setDesired: async (id: ServiceId, to, deadline) => {
      const actor = stage.actors.find((each) => keyOf(each.id) === keyOf(id));
      const outcome = await ports.serviceWriter.setDesired(id, to, deadline);
      if (actor === undefined || outcome.kind !== 'written') return outcome;
      const from = stint.described.get(keyOf(id)) ?? actor.desired;
      actor.desired = to;
      note(laws, stage, { ...stint, service: keyOf(id), from, to });
      return outcome;
    },
  },
});

export const minuteSeen = ({ tasksAt }: Laws, stage: Stage, nowMs: number): void => {
  tasksAt.set(nowMs, tasksIn(stage));
  for (const atMs of tasksAt.keys()) if (nowMs - atMs > 3 * 60_000) tasksAt.delete(atMs);
};
