/** Whose count it is: a person's, another scaler's, or nobody's to change while only observed. */
import { afterEach, describe, expect, it } from 'vitest';
import { setDesired, setLoad } from '#simulator/plant/commands.ts';
import type { ServiceSetup } from '#simulator/plant/setup.ts';
import { enabled } from './stage/place.ts';
import { openStage, type Setting, type Stage } from './stage/stage.ts';

const web = { cluster: 'shop', name: 'web' };
const service: ServiceSetup = { ...web, desired: 4, tags: enabled, load: () => 160 };
const target = 'rules: [{ kind: track, signal: cpu, target: 40, trend: false }]';

let stage: Stage;

afterEach(() => stage.close());

const begin = async (setting: Partial<Setting> = {}): Promise<void> => {
  const fleetYaml = `defaults: { max: 20, ${target} }`;
  stage = await openStage({ services: [service], fleetYaml, ...setting });
};

const double = (): void =>
  stage.world.change(
    web,
    setLoad(() => 320),
  );

const logged = (message: string): number =>
  stage.lines.filter((line) => line.message === message).length;

describe('a count set by hand', () => {
  it('stands for one cooldown against scale-in, then the load decides again', async () => {
    await begin();
    await stage.play(6, 'web');
    stage.world.change(web, setDesired(6));
    expect(await stage.play(7, 'web')).toEqual([6, 6, 6, 6, 6, 4, 4]);
    expect(logged('foreign-change')).toBe(1);
  });

  it('stands for a short cooldown against urgent scale-out', async () => {
    await begin();
    await stage.play(2, 'web');
    stage.world.change(web, setDesired(2));
    expect(await stage.play(3, 'web')).toEqual([2, 4, 4]);
  });
});

describe('a second writer', () => {
  it('is left alone with the service, told of once, and once more when it is gone', async () => {
    await begin({ scalableTargets: [{ ...web, min: 1, max: 10 }] });
    double();
    expect(await stage.play(6, 'web')).toEqual([4, 4, 4, 4, 4, 4]);
    expect(stage.updates()).toBe(0);
    expect(stage.aws.published.map(({ subject }) => subject)).toEqual([
      'Flyball critical: second-writer',
    ]);
    stage.world.setScalableTargets([]);
    // The list of targets is asked for every five minutes.
    expect((await stage.play(5, 'web')).at(-1)).toBe(8);
    expect(stage.aws.published.map(({ subject }) => subject).slice(1)).toEqual([
      'Flyball info: second-writer (resolved)',
      'Flyball: shop/web from 4 to 8',
    ]);
  });
});

describe('observe mode', () => {
  it('decides the same and never calls UpdateService', async () => {
    await begin({ mode: 'observe' });
    await stage.play(1, 'web');
    double();
    expect(await stage.play(6, 'web')).toEqual([4, 4, 4, 4, 4, 4]);
    expect(stage.updates()).toBe(0);
    expect(stage.lines).toContainEqual(
      expect.objectContaining({ message: 'scale out', old: 4, new: 8 }),
    );
  });

  it('of one service leaves the others acting', async () => {
    const fleetYaml = `
defaults: { max: 20, ${target} }
services:
  - { cluster: shop, name: web, mode: observe }
  - { cluster: shop, name: api }
`;
    await begin({ services: [service, { ...service, name: 'api', load: () => 320 }], fleetYaml });
    double();
    await stage.play(3, 'api');
    expect([stage.desired('web'), stage.desired('api')]).toEqual([4, 8]);
    expect(stage.updates()).toBe(1);
  });
});
