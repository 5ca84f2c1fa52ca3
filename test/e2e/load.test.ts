/** The deployed bundle follows the load. Each number of a row is the desired count after one tick. */
import { afterEach, expect, test } from 'vitest';
import { setLoad, startRollout } from '#simulator/commands.ts';
import type { ServiceSetup } from '#simulator/setup.ts';
import { enabled, type Setting, type Stage, setStage } from './stage/stage.ts';

const web = { cluster: 'shop', name: 'web' };

/** One task does 100 requests a second, so these four run at their target of 40 %. */
const service: ServiceSetup = { ...web, desired: 4, tags: enabled, load: () => 160 };

const fleetYaml = `
defaults: { min: 1, max: 20, rules: [{ kind: track, signal: cpu, target: 40 }] }
`;

let stage: Stage;

const begin = async (changes: Partial<ServiceSetup> = {}, setting: Partial<Setting> = {}) => {
  stage = await setStage({ services: [{ ...service, ...changes }], fleetYaml, ...setting });
  // Longer than the window of 5 minutes, before which nothing is scaled in.
  expect(await stage.play(6, 'web')).toEqual([4, 4, 4, 4, 4, 4]);
};

const updates = (): number => stage.aws.calls.get('ecs:UpdateService') ?? 0;

afterEach(() => stage.stop());

test.each([20, 40, 90, 150])(
  'load that doubles is met once, on the tick after the metric appears, with tasks that take %i s to start',
  async (startLagSeconds) => {
    await begin({ startLagSeconds });
    stage.world.change(web, setLoad(() => 320));
    expect(await stage.play(12, 'web')).toEqual([4, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8]);
    expect(updates()).toBe(1);
  },
);
