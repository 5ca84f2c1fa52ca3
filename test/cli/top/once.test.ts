import { expect, test } from 'vitest';
import { createMemoryWorld } from '#adapters/memory/world.ts';
import { keyOf } from '#engine/model.ts';
import { runTick } from '#lib/tick.ts';
import { fleetOf, idOf, inputOf, worldOf } from '../../tick/support.ts';
import { run } from '../support.ts';

const env = { FLYBALL_TABLE: 'flyball' };

test('the fleet as of the last tick, whoever is in trouble first', async () => {
  const aws = worldOf([
    { name: 'calm', desired: 4, cpu: 60 },
    { name: 'blind', desired: 4, cpu: 60 },
  ]);
  aws.readings.set(keyOf(idOf('blind')), {});
  await runTick(inputOf(aws, { fleet: fleetOf() }));
  const { code, out } = await run('top', { env, aws });
  expect(code).toBe(0);
  expect(out).toMatch(
    /^2 services, 1 in trouble; tick of 2026-01-05T09:00:00.000Z\n\nSERVICE .*\nprod\/blind +no-data +4\/4 .*\nprod\/calm /,
  );
  const { out: json } = await run('top --json', { env, aws });
  expect(JSON.parse(json).summaries[0].rows).toHaveLength(2);
});

test('before the first tick there is nothing to show', async () => {
  expect(await run('top', { env, aws: createMemoryWorld() })).toMatchObject({
    code: 1,
    err: expect.stringContaining('flyball doctor says whether ticks run'),
  });
});
