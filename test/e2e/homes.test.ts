/** Services of other accounts and regions: found, scaled and told of as at home, and no home's trouble is another's. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { projectRoot } from '#local/project-root.ts';
import { setLoad } from '#simulator/plant/commands.ts';
import type { ServiceSetup } from '#simulator/plant/setup.ts';
import { enabled, home, tableName, variablesFor } from './stage/place.ts';
import { openStage, type Stage } from './stage/stage.ts';

const abroad = { account: home.account, region: 'eu-west-1' };
const other = { account: '222222222222', region: 'us-east-1' };
const homes = [home, abroad, other];

const spoke = { account: other.account, name: 'FlyballSpoke', externalId: 'ours' };
const reader = { ...spoke, name: 'FlyballSpokeRead' };

const fleetYaml = `
accounts:
  - { account: '${abroad.account}', regions: [${abroad.region}] }
  - { account: '${other.account}', regions: [${other.region}], externalId: ours }
defaults: { max: 20, collapse: false, rules: [{ kind: track, signal: cpu, target: 40 }] }
`;

const web = { cluster: 'shop', name: 'web' };

const serviceWith = (load: number): ServiceSetup => ({
  ...web,
  desired: 4,
  tags: enabled,
  load: () => load,
});

let stage: Stage;

afterEach(() => stage.close());

/** Four tasks at the target of 40 % carry 160 requests a second. */
const open = async (loads: readonly [number, number, number] = [160, 160, 160]): Promise<void> => {
  const [own, far, foreign] = loads;
  stage = await openStage({
    services: [serviceWith(own)],
    elsewhere: [
      { home: abroad, services: [serviceWith(far)] },
      { home: other, services: [serviceWith(foreign)] },
    ],
    roles: [spoke, reader],
    fleetYaml,
  });
};

const counts = (): readonly number[] => homes.map((each) => stage.desiredAt(each, 'web'));

/** Where more tasks are asked for than the four of the beginning. */
const grown = (): readonly boolean[] => counts().map((count) => count > 4);

const loadEverywhere = (perSecond: number): void => {
  for (const each of homes) {
    stage.worldAt(each).change(
      web,
      setLoad(() => perSecond),
    );
  }
};

const tickWell = async (): Promise<void> => {
  const { thrown } = await stage.tick();
  expect(thrown).toBeNull();
};

const run = promisify(execFile);

/** What a person at a terminal sees, who has no more than the keys of the stack's own account. */
const doctor = async (): Promise<string> => {
  const args = ['bin/flyball.js', 'doctor', '--table', tableName, '--region', home.region];
  const env = { ...process.env, ...variablesFor(stage.aws.url), NO_COLOR: '1' };
  try {
    return (await run(process.execPath, args, { cwd: projectRoot, env })).stdout;
  } catch (error) {
    // Its exit code is 1 when something is wrong, which is what is asked for here.
    if (error instanceof Error && 'stdout' in error) return String(error.stdout);
    throw error;
  }
};

it('services of the same name are scaled by the load of their own home', async () => {
  await open([160, 320, 240]);
  await tickWell();
  expect(counts()).toEqual([4, 8, 6]);
});

it('each service has a state of its own: what was done in one home is no cooldown in another', async () => {
  await open([160, 240, 160]);
  await tickWell();
  stage.worldAt(other).change(
    web,
    setLoad(() => 240),
  );
  for (let minutes = 0; minutes < 3; minutes += 1) await tickWell();
  expect(grown()).toEqual([false, true, true]);
});

it('an alert names the account and region', async () => {
  await open();
  await tickWell();
  stage.aws.faults.set({ operation: 'cloudwatch:GetMetricData', kind: 'stale', home: other });
  for (let minutes = 0; minutes < 12; minutes += 1) await stage.tick();
  const alerts = stage.aws.published.filter(({ subject }) => /no-data/.test(subject ?? ''));
  expect(alerts).toHaveLength(1);
  expect(alerts[0]?.message).toContain('222222222222/us-east-1/shop/web');
});

describe('a role that is taken away', () => {
  const takeAway = (): void => {
    stage.aws.roles.remove(spoke);
    stage.aws.roles.remove(reader);
  };

  it('fails its home alone, until it is back', async () => {
    await open();
    await tickWell();
    takeAway();
    loadEverywhere(240);
    let failed = 0;
    for (let minutes = 0; minutes < 3; minutes += 1) {
      const { thrown } = await stage.tick();
      if (thrown?.message.includes('222222222222/us-east-1') === true) failed += 1;
    }
    expect(failed).toBe(3);
    expect(grown()).toEqual([true, true, false]);
    stage.aws.roles.put(spoke);
    stage.aws.roles.put(reader);
    // Credentials that are held are those of the role that is gone, and are renewed within ten minutes.
    await stage.kill();
    await tickWell();
    expect(grown()).toEqual([true, true, true]);
  });

  it('is told of once, and not for every service there', async () => {
    await open();
    takeAway();
    for (let minutes = 0; minutes < 3; minutes += 1) await stage.tick();
    const told = stage.aws.published.filter(({ message }) => message.includes('222222222222'));
    expect(told).toHaveLength(1);
    expect(told[0]?.message).toContain('FlyballSpoke');
  });

  it('is what doctor finds, with what to do about it', async () => {
    await open();
    await tickWell();
    expect(await doctor()).toContain('✓ 222222222222/us-east-1: 1 service');
    takeAway();
    const said = await doctor();
    expect(said).toContain('✓ 123456789012/eu-west-1: 1 service');
    expect(said).toMatch(/✗ 222222222222\/us-east-1: .*FlyballSpokeRead/);
    expect(said).toContain('deploy the spoke stack in that account');
  });
});

it('a home that fails is no reason to hold another', async () => {
  await open();
  await tickWell();
  stage.aws.faults.set({ operation: 'ecs:DescribeServices', kind: 'error', home: abroad });
  loadEverywhere(240);
  for (let minutes = 0; minutes < 2; minutes += 1) await stage.tick();
  expect(grown()).toEqual([true, false, true]);
});
