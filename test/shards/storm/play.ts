/** Plays a story: a tick function and its workers in virtual time, each with its own fate. */
import { createMemoryPorts } from '#adapters/memory.ts';
import { defaultParameters } from '#config/parameter-values.ts';
import { parseFleet } from '#config/parse.ts';
import type { Ports } from '#lib/ports.ts';
import type { TickReport } from '#lib/report.ts';
import type { ShardOrder } from '#lib/shards/order.ts';
import { runShard } from '#lib/shards/run-shard.ts';
import { shareOf } from '#lib/shards/share-of.ts';
import type { TickInput } from '#lib/tick/input.ts';
import { lookAgain } from '#lib/tick/look-again.ts';
import { runTick } from '#lib/tick.ts';
import { endless, home } from '../../tick/support.ts';
import {
  type Course,
  chanceOf,
  dyingAt,
  faulty,
  type HeldUp,
  heldUpAt,
  yielding,
} from './faults.ts';
import { createLaws, type Laws, minuteSeen, type Stint, watched } from './laws.ts';
import { type Fate, type Minute, undivided } from './plot.ts';
import { atMs, createStage, demandJumps, minuteBegins, type Stage, yaml } from './stage.ts';

const fleets = new Map<number, TickInput['fleet']>();

const fleetFor = (shardSize: number): TickInput['fleet'] => {
  const known = fleets.get(shardSize);
  if (known !== undefined) return known;
  const parameters = {
    ...defaultParameters,
    Mode: 'act',
    ShardSize: shardSize,
    LoopsPerMinute: 3,
  };
  const parsed = parseFleet(yaml, parameters);
  if (parsed.kind === 'invalid') throw new Error(JSON.stringify(parsed.problems));
  fleets.set(shardSize, parsed.fleet);
  return parsed.fleet;
};

type Held = { readonly heldUp: HeldUp; readonly goesOn: 'first' | 'beside' | 'after' };

/** What can be looked at again within the minute. */
type Done = { readonly input: TickInput; readonly report: TickReport };

export type Play = {
  readonly stage: Stage;
  readonly laws: Laws;
  /** Messages that come with the next tick. */
  late: readonly ShardOrder[];
  /** Those who go on in the next minute. */
  held: readonly Held[];
};

export const createPlay = (): Play => ({
  stage: createStage(),
  laws: createLaws(),
  late: [],
  held: [],
});

/** Whatever can go on without time passing has gone on. */
const settle = async (): Promise<void> => {
  for (let rounds = 0; rounds < 2; rounds += 1) await new Promise(setImmediate);
};

const portsFor = ({ stage, laws }: Play, stint: Stint, course: Course): Ports =>
  faulty(watched(createMemoryPorts(stage.world), stage, laws, stint), course);

const stintOf = (tickMs: number, nowMs = tickMs): Stint => ({
  tickMs,
  nowMs,
  described: new Map(),
});

type Cast = { readonly course: Course; readonly held: readonly Held[] };

const castFor = (fate: Fate, pace: () => Promise<void>): Cast => {
  if (fate.kind === 'dies') return { course: dyingAt(fate.atStep, pace), held: [] };
  if (fate.kind !== 'held-up') return { course: { step: pace }, held: [] };
  const heldUp = heldUpAt(fate.atStep, pace);
  return { course: heldUp, held: [{ heldUp, goesOn: fate.goesOn }] };
};

/** Thirty-five times as large, so that its services are described in turns of five minutes. */
const likeLarge = (order: ShardOrder): ShardOrder => ({
  ...order,
  homeServices: order.homeServices * 35,
});

type Scene = {
  readonly play: Play;
  readonly now: Minute;
  readonly tickMs: number;
  readonly pace: () => Promise<void>;
  readonly done: Done[];
};

const workOn = (
  { play, now, pace, done }: Scene,
  order: ShardOrder,
  fate: Fate,
): readonly Held[] => {
  const { course, held } = castFor(fate, pace);
  const ports = portsFor(play, stintOf(order.tickMs), course);
  const share = shareOf(likeLarge(order));
  const { tickMs } = order;
  const fleet = fleetFor(now.shardSize);
  const input = { tickMs, fleet, home, ports, deadline: endless, share };
  void runShard(input).then((report) => {
    done.push({ input, report });
  });
  return held;
};

/**
 * Two ticks of a fleet that is whole do not overlap: the first one stops when the next is due. A tick that was held up
 * when its fleet was divided meanwhile is another matter.
 */
const fateOfTick = ({ coordinator, shardSize }: Minute, next: Minute | undefined): Fate =>
  coordinator.kind === 'held-up' && shardSize === undivided && next?.shardSize === undivided
    ? { ...coordinator, kind: 'dies' }
    : coordinator;

const coordinate = async (scene: Scene, next: Minute | undefined): Promise<readonly Held[]> => {
  const { play, now, tickMs, pace, done } = scene;
  const fate = fateOfTick(now, next);
  if (fate.kind === 'lost' || fate.kind === 'late') return [];
  const times = fate.kind === 'doubled' ? 2 : 1;
  const cast = castFor(fate, pace);
  for (let time = 0; time < times; time += 1) {
    const ports = portsFor(play, stintOf(tickMs), cast.course);
    const input = { tickMs, fleet: fleetFor(now.shardSize), home, ports, deadline: endless };
    void runTick(input).then((report) => {
      done.push({ input, report });
    });
  }
  await settle();
  return cast.held;
};

const resume = async (held: readonly Held[], when: Held['goesOn']): Promise<void> => {
  for (const each of held) if (each.goesOn === when) each.heldUp.goOn();
};

const lookInside = async ({ play, tickMs, pace, done }: Scene, next: Minute | undefined) => {
  let eager = done
    .filter(({ input, report }) => input.tickMs === tickMs && report.eager.services.length > 0)
    .map(({ input, report }) => ({ input, eager: report.eager }));
  for (const nowMs of [tickMs + 20_000, tickMs + 40_000]) {
    demandJumps(play.stage, next, nowMs);
    const looks = eager.map(async ({ input, eager: before }) => {
      const ports = portsFor(play, stintOf(tickMs, nowMs), { step: pace });
      const given = { ...input, ports, tickMs: nowMs, lastTickMs: tickMs };
      const again = await lookAgain(given, before);
      return again.report.claimed ? [{ input, eager: again.eager }] : [];
    });
    eager = (await Promise.all(looks)).flat();
  }
};

export const playMinute = async (
  play: Play,
  now: Minute,
  minute: number,
  next?: Minute,
): Promise<void> => {
  const { stage, laws } = play;
  const tickMs = atMs(minute);
  const scene: Scene = { play, now, tickMs, pace: yielding(chanceOf(now.seed)), done: [] };
  minuteBegins(stage, now, minute);
  minuteSeen(laws, stage, tickMs);
  await resume(play.held, 'first');
  await settle();
  const ordered = stage.world.orderedShards.length;
  const ownHeld = await coordinate(scene, next);
  const orders = stage.world.orderedShards.slice(ordered);
  const fateOf = (index: number): Fate => now.fates[index % now.fates.length] ?? { kind: 'lost' };
  await resume(play.held, 'beside');
  const arrived = now.isPurged
    ? []
    : orders.map((order, index) => ({ order, fate: fateOf(index) }));
  const overdue = now.isPurged ? [] : play.late;
  const held = [
    ...overdue.flatMap((order) => workOn(scene, order, { kind: 'in-time' })),
    ...arrived.flatMap(({ order, fate }) => {
      if (fate.kind === 'lost' || fate.kind === 'late') return [];
      const deliveries = fate.kind === 'doubled' ? [order, order] : [order];
      return deliveries.flatMap((each) => workOn(scene, each, fate));
    }),
  ];
  await settle();
  await resume(play.held, 'after');
  await settle();
  if (now.hasLooks) await lookInside(scene, next);
  play.late = arrived.flatMap(({ order, fate }) => (fate.kind === 'late' ? [order] : []));
  play.held = [...ownHeld, ...held];
};
