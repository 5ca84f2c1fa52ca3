/**
 * Who is looked at again before the next tick, and what a look at them alone must know of the rest: use of groups, and
 * how many tasks may still be started in this minute.
 */
import { looksAMinute } from '#config/interval.ts';
import { growthOf } from '#engine/fleet/contender.ts';
import type { Bystanders } from '#engine/fleet.ts';
import { keyOf, type ServiceId, type ServiceKey } from '#engine/model.ts';
import type { Policy } from '#engine/policy.ts';
import type { Assessed, Assessment } from './assess.ts';
import type { Carried } from './carry-out.ts';
import type { TickInput } from './input.ts';

export type Eager = {
  readonly services: readonly ServiceId[];
  /** Use of groups by whom nobody looks at again. */
  readonly bystanders: Bystanders;
  /** Tasks that may still be started until the next tick, where the whole fleet is here; shards ask the ledger. */
  readonly startsLeft: number;
};

export const nobodyEager: Eager = { services: [], bystanders: new Map(), startsLeft: 0 };

/**
 * An observer would change nothing twice, and pays for each look. In a fleet that is divided, or was until just now, shards agree
 * once a tick on who gets the room under a cap, so whoever is under one waits for that.
 */
const isEager = ({ mode, react, group }: Policy, { fleet, agreement }: TickInput): boolean =>
  mode === 'act' &&
  react === 'fast' &&
  (agreement === undefined || group === null || !Object.hasOwn(fleet.policy.groups, group));

const usedBy = (before: Bystanders, resting: readonly Assessed[]): Bystanders => {
  const used = new Map(before);
  for (const { policy, decision } of resting) {
    if (policy.group === null) continue;
    // What was asked for may have been taken or not: the larger of the two is the safe one.
    const own = Math.max(decision.from, decision.to);
    const { tasks, vcpu } = used.get(policy.group) ?? { tasks: 0, vcpu: 0 };
    used.set(policy.group, { tasks: tasks + own, vcpu: vcpu + own * policy.vcpu });
  }
  return used;
};

const startedIn = (assessed: readonly Assessed[], carried: readonly Carried[]): number => {
  const acted = new Set<ServiceKey>(
    carried.flatMap((each) => (each.kind === 'left-over' ? [] : [each.service])),
  );
  return assessed
    .filter(({ decision }) => acted.has(keyOf(decision.service)))
    .reduce((sum, each) => sum + growthOf(each), 0);
};

const startsLeft = ({ fleet }: TickInput, started: number): number =>
  Math.max(0, fleet.policy.maxStarts - started);

export const eagerOf = (
  { assessed, leftOut, affordsLoops }: Assessment,
  carried: readonly Carried[],
  input: TickInput,
): Eager => {
  if (looksAMinute(input.fleet.parameters) === 1 || !affordsLoops) return nobodyEager;
  const eager = assessed.filter(({ policy }) => isEager(policy, input));
  if (eager.length === 0) return nobodyEager;
  const services = eager.map(({ decision }) => decision.service);
  const keys = new Set(services.map(keyOf));
  const resting = assessed.filter(({ decision }) => !keys.has(keyOf(decision.service)));
  return {
    services,
    bystanders: usedBy(leftOut, resting),
    startsLeft: startsLeft(input, startedIn(assessed, carried)),
  };
};

/** After one more look: what that started is gone, too. */
export const eagerAfter = (
  eager: Eager,
  assessed: readonly Assessed[],
  carried: readonly Carried[],
): Eager => ({
  ...eager,
  startsLeft: Math.max(0, eager.startsLeft - startedIn(assessed, carried)),
});
