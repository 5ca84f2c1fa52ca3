import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseState, stateAttributes } from '#adapters/state-schema.ts';
import { stateKey, toItem } from '#adapters/table.ts';
import type { ServiceState } from '#engine/state.ts';

const atMs = fc.nat({ max: 4_102_444_800_000 });
const tasks = fc.nat({ max: 5_000 });
const urgency = fc.constantFrom('low', 'medium', 'high');
const action = fc.record({ atMs, from: tasks, to: tasks, urgency });
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
// DynamoDB has one zero.
const value = fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0);
const signal = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/);

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
