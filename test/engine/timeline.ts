/**
 * Plays a load through the engine, one tick a minute, and tells the desired count after each tick.
 * The plant is the simplest that can mislead an autoscaler: metrics are a minute late, and tasks take time to start.
 */
import { decide } from '#engine/decide.ts';
import { intend } from '#engine/intend.ts';
import type { Decision, Point, Reading, ServiceView } from '#engine/model.ts';
import type { Policy } from '#engine/policy.ts';
import type { ServiceState } from '#engine/state.ts';
import { minuteMs, startMs, viewOf } from './support.ts';

export type Happening = Partial<Pick<ServiceView, 'rollout' | 'desired'>> & {
  readonly metrics?: 'gone';
};

export type Timeline = {
  readonly policy: Policy;
  readonly desired: number;
  /** Load by minute: percent of one task's cpu, or waiting jobs. */
  readonly load: readonly number[];
  readonly signal?: 'cpu' | 'queueDepth';
  readonly startTicks?: number;
  /** What else goes on, by the number of the tick. */
  readonly happenings?: Readonly<Record<number, Happening>>;
  /** For how long the first load had been there before the first tick. */
  readonly historyMinutes?: number;
};

export type Played = {
  readonly counts: readonly number[];
  readonly decisions: readonly Decision[];
};

type World = {
  readonly desired: number;
  /** Ticks at which tasks were asked for, one entry a task. */
  readonly startedAt: readonly number[];
  readonly points: readonly Point[];
  readonly state: ServiceState | null;
};

const nothingOrdered = { overrides: [], windows: [] } as const;

/** Keeps the oldest tasks when the count falls. */
const resize = (world: World, desired: number, tick: number): World => ({
  ...world,
  desired,
  startedAt: [
    ...world.startedAt.slice(0, desired),
    ...Array.from({ length: Math.max(0, desired - world.startedAt.length) }, () => tick),
  ],
});

const measure = (load: number, running: number, atMs: number): readonly Point[] =>
  running === 0 ? [] : [{ atMs, value: Math.min(100, load / running), tasks: running }];

const readingOf = (points: readonly Point[], happening: Happening): Reading =>
  happening.metrics === 'gone' || points.length === 0
    ? { kind: 'absent' }
    : { kind: 'series', points };

const begin = ({ desired, policy, load, historyMinutes = 10 }: Timeline): World => {
  const ages = Array.from({ length: historyMinutes }, (_, index) => historyMinutes - index);
  const firstMs = startMs - historyMinutes * minuteMs;
  const observation = { view: viewOf(desired), readings: {} };
  const seen = decide({ ...nothingOrdered, policy, observation, state: null, nowMs: firstMs });
  return {
    desired,
    startedAt: Array.from({ length: desired }, () => Number.NEGATIVE_INFINITY),
    points: ages.flatMap((age) => measure(load[0] ?? 0, desired, startMs - age * minuteMs)),
    state: historyMinutes > 0 ? seen.state : null,
  };
};

const tickOnce = (timeline: Timeline, before: World, tick: number) => {
  const { policy, load, signal = 'cpu', startTicks = 0, happenings = {} } = timeline;
  const happening = happenings[tick] ?? {};
  const world = resize(before, happening.desired ?? before.desired, tick);
  const nowMs = startMs + tick * minuteMs;
  const level = load[tick] ?? 0;
  const running = world.startedAt.filter((asked) => asked + startTicks <= tick).length;
  const view = viewOf(world.desired, {
    running,
    pending: world.desired - running,
    rollout: happening.rollout ?? 'steady',
  });
  const points = signal === 'cpu' ? world.points : [{ atMs: nowMs, value: level }];
  const readings = { [signal]: readingOf(points, happening) };
  const output = decide({
    ...nothingOrdered,
    policy,
    observation: { view, readings },
    state: world.state,
    nowMs,
  });
  const next: World = {
    ...resize(world, output.decision.to, tick),
    points: [...world.points, ...measure(level, running, nowMs)].slice(-16),
    state: intend(output.state, output.decision, 'act'),
  };
  return { next, decision: output.decision };
};

export const play = (timeline: Timeline): Played => {
  const decisions: Decision[] = [];
  let world = begin(timeline);
  for (const tick of timeline.load.keys()) {
    const { next, decision } = tickOnce(timeline, world, tick);
    world = next;
    decisions.push(decision);
  }
  return { counts: decisions.map(({ to }) => to), decisions };
};
