import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultParameters } from '#config/parameter-values.ts';
import { loadFleet } from '#lib/function/fleet.ts';
import { runTick } from '#lib/tick.ts';
import { idOf, inputOf, worldOf } from '../tick/support.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flyball-fleet-'));
});
afterAll(() => rm(folder, { recursive: true }));

const fleetFile = async (name: string, text: string): Promise<URL> => {
  const file = join(folder, name);
  await writeFile(file, text);
  return pathToFileURL(file);
};

it('a parameter that contradicts one service refuses that service, and the others are scaled', async () => {
  const services = 'services: [{ cluster: prod, name: web }, { cluster: prod, name: api, min: 8 }]';
  const file = await fleetFile('contradicted.yaml', services);
  const { fleet } = await loadFleet(file, { ...defaultParameters, Mode: 'act', DefaultMax: 5 });
  const world = worldOf([
    { name: 'web', desired: 4, cpu: 70 },
    { name: 'api', desired: 8, cpu: 70 },
  ]);
  await runTick(inputOf(world, { fleet }));
  expect(world.writes).toEqual([{ id: idOf('web'), desired: 5 }]);
  expect([...world.openAlerts.values()]).toContainEqual(
    expect.objectContaining({
      code: 'invalid-tags',
      message: expect.stringContaining(
        'services[1].min: is above max 5 (stack parameter DefaultMax)',
      ),
    }),
  );
});

it('a file that is wrong by itself is refused, with all that is wrong', async () => {
  const file = await fleetFile('wrong.yaml', 'services: [{ cluster: prod, nam: web, max: 0 }]');
  await expect(loadFleet(file, defaultParameters)).rejects.toThrow(/is refused:\n.*\n/);
});
