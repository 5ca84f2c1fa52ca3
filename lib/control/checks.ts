/**
 * The health check at work: it does once, on one item and one service, what every tick has to do, and is well only if
 * all of it goes well in time. A check that only answered would be well as long as nobody needs it.
 */
import { keyOf, type ServiceId } from '#engine/model.ts';
import { lateShards, namesOfLate } from '#lib/shards/late-shards.ts';
import { metricNames } from '#lib/telemetry.ts';
import { shard } from '#lib/tick/shard.ts';
import { textOfError } from './error-text.ts';
import { viewFleet } from './fleet-view.ts';
import { fleetPoints, seriesOf } from './series.ts';
import type { ControlWorld } from './world.ts';

export const checkNames = ['table', 'metrics', 'ecs', 'ticks'] as const;

export type CheckName = (typeof checkNames)[number];

export type Check = {
  readonly name: CheckName;
  readonly ok: boolean;
  /** What was found, or why it failed. */
  readonly detail: string;
  readonly tookMs: number;
};

/** The probes of load balancers wait five seconds, and Lambda may have to start first. */
export const checkTimeoutMs = 2_000;

/** Three ticks missed is what the heartbeat alarm goes by as well. */
const intervalsAtMost = 3;

const claimCanary = async ({ ports, nowMs, deadline }: ControlWorld): Promise<string> => {
  await ports.canary.claim(nowMs, deadline);
  return 'an item was claimed conditionally';
};

const readMetric = async (world: ControlWorld): Promise<string> => {
  const metric = { name: metricNames.ticks, statistic: 'Sum' };
  const points = await fleetPoints([metric], seriesOf(15, 60, world.nowMs), world);
  return `${metricNames.ticks} was read, ${points.get(metric.name)?.length ?? 0} points`;
};

const someService = async (world: ControlWorld): Promise<ServiceId | null> => {
  const { rows, missing } = await viewFleet(world);
  const [gap] = missing;
  if (rows.length === 0 && gap !== undefined) throw new Error(`no service is known: ${gap.why}`);
  return rows.find(({ standing }) => standing !== 'left-out')?.service ?? null;
};

const describeOne = async (world: ControlWorld): Promise<string> => {
  const id = await someService(world);
  if (id === null) return 'no service is managed, so there was none to describe';
  const lookups = await world.ports.serviceReader.describe([id], world.deadline);
  const lookup = lookups.get(keyOf(id));
  if (lookup?.kind === 'failed') throw new Error(lookup.cause);
  // Gone since the last tick is no fault of ECS, which has answered.
  return `ECS answered for ${id.cluster}/${id.name}: ${lookup?.kind ?? 'missing'}`;
};

/** The tick function only hands shards over: whether anybody works on them is another question. */
const shardsAreWorkedOn = async (world: ControlWorld): Promise<string> => {
  const division = await world.ports.divisions.read(world.deadline);
  if (division === null || division.shards.length === 0) return '';
  const late = await lateShards(world.ports.lastTick, division, world);
  if (late.length === 0) return `, and all ${division.shards.length} shards were worked on`;
  throw new Error(
    `${late.length} of ${division.shards.length} shards were not worked on for more than ${intervalsAtMost} ticks: ${namesOfLate(late)}; check the log and the dead letters of the worker function`,
  );
};

const lastTick = async (world: ControlWorld): Promise<string> => {
  const { ports, nowMs, intervalMs, deadline } = world;
  const atMs = await ports.lastTick.at(shard, deadline);
  if (atMs === null) throw new Error('no tick has run yet; check the schedule');
  const ageSeconds = Math.round((nowMs - atMs) / 1000);
  const mostSeconds = (intervalsAtMost * intervalMs) / 1000;
  if (ageSeconds <= mostSeconds) {
    return `the last tick was due ${ageSeconds} s ago${await shardsAreWorkedOn(world)}`;
  }
  throw new Error(
    `the last tick was due ${ageSeconds} s ago, more than ${mostSeconds}: nothing is being scaled; check the schedule and the log of the tick function`,
  );
};

const works: Readonly<Record<CheckName, (world: ControlWorld) => Promise<string>>> = {
  table: claimCanary,
  metrics: readMetric,
  ecs: describeOne,
  ticks: lastTick,
};

/** Also where a call does not heed its deadline: a check that hangs is a check that failed. */
const within = async <T>(work: Promise<T>, ms: number): Promise<T> => {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

const check = async (name: CheckName, world: ControlWorld): Promise<Check> => {
  const startedMs = performance.now();
  const tookMs = () => Math.round(performance.now() - startedMs);
  const waitMs = Math.min(checkTimeoutMs, Math.max(1, world.deadline.remainingMs()));
  try {
    const detail = await within(works[name](world), waitMs);
    return { name, ok: true, detail, tookMs: tookMs() };
  } catch (error) {
    world.log.error('health check failed', { check: name, requestId: world.requestId, error });
    return { name, ok: false, detail: textOfError(error), tookMs: tookMs() };
  }
};

/** All at once, since the slowest of them is all the time there is. */
export const runChecks = (world: ControlWorld): Promise<readonly Check[]> =>
  Promise.all(checkNames.map((name) => check(name, world)));
