/** Arbitrary but well-formed inputs of the engine, for the laws. */
import fc from 'fast-check';
import type { Breaker, BreakerTrip } from '#engine/breaker/breaker.ts';
import type { DecideInput, Point, Reading } from '#engine/model.ts';
import type { Override, OverrideOrder } from '#engine/override.ts';
import type { BoundsWindow, Limits, Policy } from '#engine/policy.ts';
import type { Action, BreakerState, ServiceState, Strikes } from '#engine/state.ts';
import { foresights } from './arbitrary-foresights.ts';
import { rule } from './arbitrary-rules.ts';
import { minuteMs, policyOf, startMs, viewOf } from './support.ts';

const count = fc.integer({ min: 0, max: 60 });
const seconds = fc.constantFrom(0, 60, 180, 300, 600);
const urgency = fc.constantFrom('low', 'medium', 'high' as const);

const trip: fc.Arbitrary<BreakerTrip> = fc.constantFrom<BreakerTrip>(
  {
    kind: 'error-rate',
    signal: 'errors',
    volumeSignal: 'requests',
    aboveRatio: 0.2,
    overSeconds: 60,
    minVolume: 100,
  },
  { kind: 'failed-starts', raises: 3, graceSeconds: 300, failedTasks: 10 },
  { kind: 'actuation', failures: 5 },
  { kind: 'saturation', signal: 'memory', above: 3000 },
);

const breakers: fc.Arbitrary<readonly Breaker[]> = fc.array(
  trip.map((each) => ({ trip: each, openSeconds: 60, maxOpenSeconds: 3600 })),
  { maxLength: 2 },
);

const limits: fc.Arbitrary<Limits> = fc.record({
  select: fc.constantFrom('max', 'min', 'disabled' as const),
  policies: fc.array(
    fc.record({
      kind: fc.constantFrom('tasks', 'percent' as const),
      amount: fc.integer({ min: 1, max: 100 }),
      perSeconds: fc.constantFrom(60, 300),
    }),
    { maxLength: 2 },
  ),
});

const perDirection = <T>(each: fc.Arbitrary<T>) => fc.record({ out: each, in: each });

/** Urgent wishes wait no longer than others; the fleet file refuses anything else. */
const cooldown = fc.tuple(seconds, seconds, seconds).map((each) => {
  const [high = 0, medium = 0, low = 0] = each.toSorted((a, b) => a - b);
  return { high, medium, low };
});

const signals: Policy['signals'] = {
  ...policyOf().signals,
  errors: { kind: 'errors' },
  busiest: {
    kind: 'formula',
    per: 'task',
    formula: {
      kind: 'call',
      name: 'max',
      arguments: [
        { kind: 'signal', name: 'cpu' },
        {
          kind: 'binary',
          operator: '??',
          left: { kind: 'signal', name: 'memory' },
          right: { kind: 'number', value: 0 },
        },
      ],
    },
  },
};

export const policy: fc.Arbitrary<Policy> = fc
  .record({
    bounds: fc.tuple(count, count),
    rules: fc.array(rule, { minLength: 1, maxLength: 3 }),
    toleranceRatio: perDirection(fc.constantFrom(0, 0.1, 0.3)),
    stabilizeSeconds: perDirection(seconds),
    limits: perDirection(limits),
    cooldownSeconds: perDirection(cooldown),
    breakers,
    collapse: fc.option(fc.constant({ toRatio: 0.4, withinSeconds: 300, holdSeconds: 600 })),
    maxIsDefault: fc.boolean(),
  })
  .map(({ bounds: [a, b], rules, ...rest }) =>
    policyOf({
      ...rest,
      signals,
      min: Math.min(a, b),
      max: Math.max(a, b),
      rules: rules.map((each, index) => ({ ...each, name: `${each.name} ${index}` })),
    }),
  );

/** Up to ten minutes late, so that some are stale. */
const points: fc.Arbitrary<readonly Point[]> = fc
  .tuple(
    fc.array(fc.tuple(fc.integer({ min: 0, max: 4000 }), count), { minLength: 1, maxLength: 12 }),
    fc.constantFrom(0, 0, 0, 1, 9),
  )
  .map(([values, lateMinutes]) =>
    values.map(([value, tasks], index) => ({
      atMs: startMs - (values.length - index + lateMinutes) * minuteMs,
      value,
      tasks,
    })),
  );

export const reading: fc.Arbitrary<Reading> = fc.oneof(
  { weight: 4, arbitrary: points.map((each): Reading => ({ kind: 'series', points: each })) },
  { weight: 1, arbitrary: fc.constant<Reading>({ kind: 'absent' }) },
  { weight: 1, arbitrary: fc.constant<Reading>({ kind: 'failed', cause: 'throttled' }) },
);

const action: fc.Arbitrary<Action> = fc.record({
  atMs: fc.integer({ min: 1, max: 40 }).map((minutes) => startMs - minutes * minuteMs),
  from: count,
  to: count,
  urgency,
});

const pastMs = fc.integer({ min: 0, max: 60 }).map((minutes) => startMs - minutes * minuteMs);

const cause = fc.constantFrom('error-rate', 'failed-starts', 'actuation', 'saturation' as const);

const breaker: fc.Arbitrary<BreakerState> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<BreakerState>({ kind: 'closed' }) },
  {
    weight: 1,
    arbitrary: fc
      .record({ cause, sinceMs: pastMs, openSeconds: fc.constantFrom(60, 600, 3600) })
      .map((each): BreakerState => {
        const untilMs = each.sinceMs + each.openSeconds * 1000;
        return { ...each, kind: 'open', untilMs };
      }),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ cause, sinceMs: pastMs, openSeconds: fc.constantFrom(60, 600) })
      .map((each): BreakerState => ({ ...each, kind: 'half-open' })),
  },
);

const strikes: fc.Arbitrary<Strikes> = fc.record({
  lostActions: fc.nat(6),
  fruitlessRaises: fc.nat(4),
  raisedSinceMs: pastMs,
  runningAtRaise: count,
});

export const state: fc.Arbitrary<ServiceState> = fc.record({
  firstSeenMs: pastMs,
  knownDesired: count,
  lastOut: fc.option(action),
  lastIn: fc.option(action),
  recent: fc.array(action, { maxLength: 4 }),
  intent: fc.option(
    fc
      .tuple(action, fc.constantFrom('act', 'observe' as const))
      .map(([each, mode]) => ({ ...each, mode })),
  ),
  foreign: fc.option(fc.record({ atMs: pastMs, from: count, to: count })),
  held: fc.constant({}),
  breaker,
  strikes,
  losses: fc.record({
    running: count,
    recent: fc.array(fc.record({ atMs: pastMs, tasks: fc.integer({ min: 1, max: 9 }) }), {
      maxLength: 3,
    }),
  }),
  cadence: fc.constant({}),
  sight: fc.constant(null),
  recorded: fc.constant(''),
});

const order: fc.Arbitrary<OverrideOrder> = fc.oneof(
  fc.record({ kind: fc.constantFrom('pin', 'floor', 'ceiling' as const), tasks: count }),
  fc.record({ kind: fc.constantFrom('freeze', 'pause-in', 'pause-out', 'reset-breaker' as const) }),
);

export const override: fc.Arbitrary<Override> = fc
  .record({
    order,
    scope: fc.constantFrom('service', 'group', 'fleet' as const),
    setAtMs: pastMs,
    minutes: fc.integer({ min: 1, max: 120 }),
  })
  .map(({ minutes, ...rest }) => ({
    ...rest,
    expiresAtMs: rest.setAtMs + minutes * minuteMs,
    who: 'ada',
    why: 'a test',
  }));

const window: fc.Arbitrary<BoundsWindow> = fc
  .record({ min: fc.option(count), more: fc.option(count) })
  .map(({ min, more }) => ({
    name: 'day',
    min,
    max: more === null ? null : (min ?? 0) + more,
    untilMs: startMs + minuteMs,
  }));

export const input: fc.Arbitrary<DecideInput> = fc
  .record({
    policy,
    desired: count,
    running: count,
    failedTasks: fc.constantFrom(0, 0, 0, 12),
    rollout: fc.constantFrom('steady', 'in-progress' as const),
    readings: fc.record({
      cpu: reading,
      memory: reading,
      requests: reading,
      queueDepth: reading,
      errors: reading,
    }),
    foresights,
    state: fc.option(state, { freq: 9 }),
    overrides: fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(override, { maxLength: 3 }) },
    ),
    windows: fc.array(window, { maxLength: 2 }),
  })
  .map(({ desired, running, failedTasks, rollout, readings, foresights: known, ...rest }) => ({
    ...rest,
    observation: {
      view: viewOf(desired, {
        running,
        pending: Math.max(0, desired - running),
        failedTasks,
        rollout,
      }),
      readings,
      foresights: known,
    },
    nowMs: startMs,
  }));
