/** Arbitrary but well-formed inputs of the engine, for the laws. */
import fc from 'fast-check';
import type { DecideInput, Point, Reading } from '#engine/model.ts';
import type { Limits, MissingPolicy, Policy, Rule } from '#engine/policy.ts';
import type { Action, ServiceState } from '#engine/state.ts';
import { noStrikes } from '#engine/strikes.ts';
import { minuteMs, policyOf, startMs, viewOf } from './support.ts';

const count = fc.integer({ min: 0, max: 60 });
const seconds = fc.constantFrom(0, 60, 180, 300, 600);
const urgency = fc.constantFrom('low', 'medium', 'high' as const);

const missing: fc.Arbitrary<MissingPolicy> = fc.oneof(
  fc.constant<MissingPolicy>({ kind: 'hold' }),
  fc.constant<MissingPolicy>({ kind: 'ignore' }),
);

const common = {
  missing: fc.record({ out: missing, in: fc.constant<MissingPolicy>({ kind: 'hold' }) }),
  activation: fc.constant(null),
  urgencyRatios: fc.constant({ medium: 1.2, high: 1.5 }),
};

const rule: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({
    ...common,
    kind: fc.constant('track' as const),
    name: fc.constant('track cpu'),
    signal: fc.constantFrom('cpu', 'requests'),
    target: fc.integer({ min: 1, max: 100 }),
    saturation: fc.option(fc.constant({ at: 90, factor: 1.5 })),
  }),
  fc.record({
    ...common,
    kind: fc.constant('backlog' as const),
    name: fc.constant('backlog'),
    signal: fc.constant('queueDepth'),
    perTask: fc.integer({ min: 1, max: 100 }),
  }),
  fc.record({
    ...common,
    kind: fc.constant('step' as const),
    name: fc.constant('step memory'),
    signal: fc.constant('memory'),
    evaluate: fc.constantFrom({ breaching: 1, of: 1 }, { breaching: 2, of: 3 }),
    rungs: fc.constant([
      { from: null, to: 30, adjust: { kind: 'percent' as const, percent: -20 } },
      { from: 70, to: 90, adjust: { kind: 'add' as const, tasks: 2 } },
      { from: 90, to: null, adjust: { kind: 'add' as const, tasks: 5 } },
    ]),
  }),
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

export const policy: fc.Arbitrary<Policy> = fc
  .record({
    bounds: fc.tuple(count, count),
    rules: fc.array(rule, { minLength: 1, maxLength: 3 }),
    toleranceRatio: perDirection(fc.constantFrom(0, 0.1, 0.3)),
    stabilizeSeconds: perDirection(seconds),
    limits: perDirection(limits),
    cooldownSeconds: perDirection(cooldown),
  })
  .map(({ bounds: [a, b], rules, ...rest }) =>
    policyOf({
      ...rest,
      min: Math.min(a, b),
      max: Math.max(a, b),
      rules: rules.map((each, index) => ({ ...each, name: `${each.name} ${index}` })),
    }),
  );

const points: fc.Arbitrary<readonly Point[]> = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 4000 }), count), { minLength: 1, maxLength: 12 })
  .map((values) =>
    values.map(([value, tasks], index) => ({
      atMs: startMs - (values.length - index) * minuteMs,
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
  breaker: fc.constant({ kind: 'closed' as const }),
  strikes: fc.constant(noStrikes),
  recorded: fc.constant(''),
});

export const input: fc.Arbitrary<DecideInput> = fc
  .record({
    policy,
    desired: count,
    running: count,
    rollout: fc.constantFrom('steady', 'in-progress' as const),
    readings: fc.record({ cpu: reading, memory: reading, requests: reading, queueDepth: reading }),
    state: fc.option(state),
  })
  .map(({ desired, running, rollout, readings, ...rest }) => ({
    ...rest,
    observation: {
      view: viewOf(desired, { running, pending: Math.max(0, desired - running), rollout }),
      readings,
    },
    overrides: [],
    windows: [],
    nowMs: startMs,
  }));
