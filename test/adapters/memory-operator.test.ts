import { expect, test } from 'vitest';
import { createMemoryWorld, overrideScopeKey } from '#adapters/memory/world.ts';
import { createMemoryOperatorPorts, createMemoryPorts } from '#adapters/memory.ts';
import { keyOf } from '#engine/model.ts';
import type { NewOverride } from '#lib/operator-ports.ts';
import type { OverrideScope } from '#lib/ports.ts';
import { deadlineIn, idOf } from './sample.ts';

const deadline = deadlineIn(1_000);
const web = idOf('web');
const scope: OverrideScope = { kind: 'service', service: web };
const freeze: NewOverride = {
  order: { kind: 'freeze' },
  setAtMs: 0,
  expiresAtMs: 1_000,
  who: 'ada',
  why: 'a launch',
};

test('an order that was given is loaded, and gone when it was withdrawn', async () => {
  const world = createMemoryWorld();
  const { overrides } = createMemoryPorts(world);
  const { overrideBook } = createMemoryOperatorPorts(world);
  await overrideBook.give(scope, [freeze], 0, deadline);
  const load = async () => (await overrides.load([web], [], deadline)).services.get(keyOf(web));
  expect(await load()).toEqual({ kind: 'known', overrides: [{ ...freeze, scope: 'service' }] });
  await overrideBook.withdraw(scope, ['freeze'], 0, deadline);
  expect(await load()).toEqual({ kind: 'known', overrides: [] });
});

test('nothing is added to orders that cannot be read, but they can be taken back', async () => {
  const world = createMemoryWorld();
  world.orders.set(overrideScopeKey(scope), { kind: 'corrupt', cause: 'x' });
  const { overrideBook } = createMemoryOperatorPorts(world);
  await expect(overrideBook.give(scope, [freeze], 0, deadline)).rejects.toThrow('cannot be read');
  expect(await overrideBook.withdraw(scope, null, 0, deadline)).toEqual({
    changed: true,
    overrides: [],
  });
});
