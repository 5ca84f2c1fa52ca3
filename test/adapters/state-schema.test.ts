import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseState, stateAttributes } from '#adapters/state-schema.ts';
import { stateKey, toItem } from '#adapters/table.ts';
import { noLosses } from '#engine/losses.ts';
import type { ServiceState } from '#engine/state.ts';
import { noStrikes } from '#engine/strikes.ts';

const atMs = fc.nat({ max: 4_102_444_800_000 });
const tasks = fc.nat({ max: 5_000 });
const urgency = fc.constantFrom('low', 'medium', 'high');
const action = fc.record({ atMs, from: tasks, to: tasks, urgency });
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
// DynamoDB has one zero.
const value = fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0);
const signal = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/);

const cause = fc.constantFrom('error-rate', 'failed-starts', 'actuation', 'saturation');
const openSeconds = fc.integer({ min: 1, max: 3_600 });
const breaker = fc.oneof(
  fc.constant({ kind: 'closed' } as const),
  fc.record({
    kind: fc.constant('open' as const),
    cause,
    sinceMs: atMs,
    untilMs: atMs,
    openSeconds,
  }),
  fc.record({ kind: fc.constant('half-open' as const), cause, sinceMs: atMs, openSeconds }),
);
const strikes = fc.record({
  lostActions: tasks,
  fruitlessRaises: tasks,
  raisedSinceMs: atMs,
  runningAtRaise: tasks,
});

const states: fc.Arbitrary<ServiceState> = fc.record({
  firstSeenMs: atMs,
  knownDesired: tasks,
  lastOut: orNull(action),
  lastIn: orNull(action),
  recent: fc.array(action, { maxLength: 5 }),
  intent: orNull(
    fc.record({ atMs, from: tasks, to: tasks, urgency, mode: fc.constantFrom('observe', 'act') }),
  ),
  foreign: orNull(fc.record({ atMs, from: tasks, to: tasks })),
  held: fc.dictionary(signal, fc.array(fc.record({ atMs, value }), { maxLength: 5 }), {
    noNullPrototype: true,
  }),
  breaker,
  strikes,
  losses: fc.record({
    running: tasks,
    recent: fc.array(fc.record({ atMs, tasks: fc.integer({ min: 1, max: 5_000 }) })),
  }),
  cadence: fc.dictionary(signal, fc.integer({ min: 2, max: 30 }), { noNullPrototype: true }),
  sight: orNull(
    fc.record({
      desired: tasks,
      failedTasks: tasks,
      targetGroupArns: fc.array(fc.string(), { maxLength: 2 }),
      tags: fc.dictionary(signal, fc.string(), { noNullPrototype: true }),
    }),
  ),
  recorded: fc.string(),
});

const stored = (state: ServiceState, version: number) =>
  toItem({ ...stateKey('a/r/c/n'), ...stateAttributes(state, version), writeId: 'w' });

test('a state that is stored and parsed is the state', () => {
  fc.assert(
    fc.property(states, fc.integer({ min: 1, max: 1_000_000 }), (state, version) => {
      expect(parseState(stored(state, version))).toEqual({ kind: 'found', state, version });
    }),
  );
});

test('an item that lacks any attribute is corrupt, and the cause names it', () => {
  const [state] = fc.sample(states, { numRuns: 1, seed: 1 });
  if (state === undefined) throw new Error('no sample');
  const item = stored(state, 1);
  for (const name of Object.keys(item)) {
    const { [name]: dropped, ...rest } = item;
    expect(parseState(rest), name).toMatchObject({
      kind: 'corrupt',
      cause: expect.stringContaining(name),
    });
  }
});

test('a state from before there were breakers has a closed one and no strikes', () => {
  fc.assert(
    fc.property(states, (state) => {
      const { breaker: _, strikes: __, cadence: ___, losses: ____, sight: _____, ...older } = state;
      const item = toItem({
        ...stateKey('a/r/c/n'),
        ...older,
        shape: 1,
        version: 3,
        writeId: 'w',
      });
      const upgraded = {
        ...older,
        breaker: { kind: 'closed' },
        strikes: noStrikes,
        cadence: {},
        losses: noLosses,
        sight: null,
      };
      expect(parseState(item)).toEqual({ kind: 'found', state: upgraded, version: 3 });
    }),
  );
});

test('a state from before reads were planned is read on every tick', () => {
  fc.assert(
    fc.property(states, (state) => {
      const { cadence: _, losses: __, sight: ___, ...older } = state;
      const item = toItem({ ...stateKey('a/r/c/n'), ...older, shape: 2, version: 3, writeId: 'w' });
      const upgraded = { ...older, cadence: {}, losses: noLosses, sight: null };
      expect(parseState(item)).toEqual({ kind: 'found', state: upgraded, version: 3 });
    }),
  );
});

test('a state from before tasks that die were counted has lost none', () => {
  fc.assert(
    fc.property(states, (state) => {
      const { losses: _, sight: __, ...older } = state;
      const item = toItem({ ...stateKey('a/r/c/n'), ...older, shape: 3, version: 3, writeId: 'w' });
      const upgraded = { ...older, losses: noLosses, sight: null };
      expect(parseState(item)).toEqual({ kind: 'found', state: upgraded, version: 3 });
    }),
  );
});

test('a state from before services at rest were remembered is looked at', () => {
  fc.assert(
    fc.property(states, (state) => {
      const { sight: _, ...older } = state;
      const item = toItem({ ...stateKey('a/r/c/n'), ...older, shape: 4, version: 3, writeId: 'w' });
      expect(parseState(item)).toEqual({
        kind: 'found',
        state: { ...older, sight: null },
        version: 3,
      });
    }),
  );
});

test('a breaker of an unknown cause is not taken for a closed one', () => {
  const [state] = fc.sample(states, { numRuns: 1, seed: 1 });
  const breaker = { kind: 'half-open', cause: 'moon', sinceMs: 1, openSeconds: 1 };
  const item = { ...stateKey('a/r/c/n'), ...state, breaker, shape: 5, version: 1, writeId: 'w' };
  expect(parseState(toItem(item))).toMatchObject({
    kind: 'corrupt',
    cause: expect.stringContaining('breaker.cause'),
  });
});
