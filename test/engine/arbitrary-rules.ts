/** Arbitrary rules of every kind, with every policy for missing data. */
import fc from 'fast-check';
import type {
  AssureRule,
  BacklogRule,
  ForecastRule,
  LoadRule,
  MissingPolicy,
  Rule,
  StepRule,
  SurgeRule,
  TrackRule,
} from '#engine/policy.ts';

const missing: fc.Arbitrary<MissingPolicy> = fc.oneof(
  fc.constantFrom<MissingPolicy>({ kind: 'hold' }, { kind: 'ignore' }, { kind: 'zero' }),
  fc.record({ kind: fc.constant('last' as const), seconds: fc.constantFrom(300, 900) }),
  fc.record({ kind: fc.constant('fallback' as const), tasks: fc.integer({ min: 1, max: 20 }) }),
);

const common = {
  missing: fc.record({ out: missing, in: missing }),
  activation: fc.option(fc.constantFrom(0, 10)),
  urgencyRatios: fc.constant({ medium: 1.2, high: 1.5 }),
};

const track: fc.Arbitrary<TrackRule> = fc.record({
  ...common,
  kind: fc.constant('track' as const),
  name: fc.constant('track'),
  signal: fc.constantFrom('cpu', 'requests', 'busiest'),
  target: fc.integer({ min: 1, max: 100 }),
  saturation: fc.option(fc.constant({ at: 90, factor: 1.5 })),
  trend: fc.option(
    fc.constantFrom({ overSeconds: 300, leadSeconds: 120 }, { overSeconds: 900, leadSeconds: 900 }),
  ),
  steady: fc.boolean(),
});

const backlog: fc.Arbitrary<BacklogRule> = fc.record({
  ...common,
  kind: fc.constant('backlog' as const),
  name: fc.constant('backlog'),
  signal: fc.constant('queueDepth'),
  perTask: fc.integer({ min: 1, max: 100 }),
  learn: fc.constantFrom(null, { delaySeconds: 300 }),
});

const step: fc.Arbitrary<StepRule> = fc.record({
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
});

const load: fc.Arbitrary<LoadRule> = fc.record({
  ...common,
  kind: fc.constant('load' as const),
  name: fc.constant('load'),
  signal: fc.constant('cpu'),
  parts: fc.constant([
    { signal: 'cpu', weight: 2, idle: 20, full: 90 },
    { signal: 'memory', weight: 1, idle: 100, full: 600 },
  ]),
  outAbove: fc.constant(0.7),
  inBelow: fc.constant(0.3),
  inAfterSeconds: fc.constantFrom(0, 300),
  gate: fc.option(fc.constant({ signal: 'requests', above: 300 })),
  add: fc.constant(2),
  remove: fc.constant(2),
});

const surge: fc.Arbitrary<SurgeRule> = fc.record({
  ...common,
  kind: fc.constant('surge' as const),
  name: fc.constant('surge'),
  signal: fc.constant('requests'),
  factor: fc.constantFrom(1.5, 3),
  withinSeconds: fc.constantFrom(120, 600),
  atLeast: fc.constantFrom(0, 500),
  adjust: fc.oneof(
    fc.record({ kind: fc.constant('add' as const), tasks: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ kind: fc.constant('times' as const), factor: fc.constantFrom(1.5, 2) }),
  ),
});

const assure: fc.Arbitrary<AssureRule> = fc.record({
  ...common,
  kind: fc.constant('assure' as const),
  name: fc.constant('assure'),
  signal: fc.constantFrom('cpu', 'requests', 'busiest'),
  limit: fc.integer({ min: 1, max: 100 }),
  riskRatio: fc.constantFrom(0.0001, 0.005, 0.2),
  leadSeconds: fc.constantFrom(0, 150, 1800),
  unlearntFactor: fc.constantFrom(1, 1.5, 10),
  saturation: fc.option(fc.constant({ at: 97, factor: 1.5 })),
});

const forecast: fc.Arbitrary<ForecastRule> = fc.record({
  ...common,
  kind: fc.constant('forecast' as const),
  name: fc.constant('forecast'),
  signal: fc.constantFrom('cpu', 'requests'),
  target: fc.integer({ min: 1, max: 100 }),
  level: fc.constantFrom(0.75, 0.95),
  leadSeconds: fc.constantFrom(0, 150, 1800),
  holdSeconds: fc.constantFrom(0, 1800),
  mostErrorRatio: fc.constant(0.15),
  highestMultiple: fc.constantFrom(1, 3),
});

export const rule: fc.Arbitrary<Rule> = fc.oneof(
  track,
  backlog,
  step,
  load,
  surge,
  assure,
  forecast,
);
