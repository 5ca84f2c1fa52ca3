/** What goes wrong stays where it went wrong, moves nothing, and is told. */
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it } from 'vitest';
import type { FaultKind } from '#local/faults.ts';
import { setLoad } from '#simulator/plant/commands.ts';
import type { ServiceSetup } from '#simulator/plant/setup.ts';
import { enabled, tableName } from './stage/place.ts';
import { openStage, type Stage } from './stage/stage.ts';

const cluster = 'shop';
const web = { cluster, name: 'web' };
/** Without the outage guard, which would hold a steep fall for ten minutes more. */
const fleetYaml =
  'defaults: { max: 20, collapse: false, rules: [{ kind: track, signal: cpu, target: 40 }] }';

const serviceOf = (name: string, load: number): ServiceSetup => ({
  cluster,
  name,
  desired: 4,
  tags: enabled,
  load: () => load,
});

let stage: Stage;

afterEach(() => stage.close());

const begin = async (services: readonly ServiceSetup[] = [serviceOf('web', 160)]) => {
  stage = await openStage({ services, fleetYaml });
};

const load = (perSecond: number): void =>
  stage.world.change(
    web,
    setLoad(() => perSecond),
  );

/** Alerts are told with their severity; actions have messages of their own. */
const subjects = (): readonly unknown[] =>
  stage.aws.published
    .map(({ subject }) => subject)
    .filter((subject) => /^Flyball (warning|error|critical):/.test(String(subject)));

const stands = (ticks: number): readonly number[] => Array<number>(ticks).fill(4);

describe('metrics', () => {
  it.each([
    ['rises', 320, 8],
    ['falls', 40, 3],
  ])('that vanish while the load %s move nothing until they are back', async (_, now, after) => {
    await begin();
    await stage.play(6, 'web');
    stage.aws.faults.set({ operation: 'cloudwatch:GetMetricData', kind: 'stale' });
    load(now);
    expect(await stage.play(9, 'web')).toEqual(stands(9));
    expect(subjects()).toEqual(['Flyball error: no-data']);
    stage.aws.faults.clear();
    expect(await stage.play(1, 'web')).toEqual([after]);
  });

  it.each<FaultKind>(['partial', 'error', 'throttle'])(
    'that fail (%s) hold the count, and the tick is done',
    async (kind) => {
      await begin();
      load(320);
      await stage.play(1, 'web');
      stage.aws.faults.set({ operation: 'cloudwatch:GetMetricData', kind });
      expect(await stage.play(1, 'web')).toEqual([4]);
      stage.aws.faults.clear();
      expect(await stage.play(1, 'web')).toEqual([8]);
    },
  );
});

describe('ECS', () => {
  it('that throttles leaves the rest to the next tick', async () => {
    const names = Array.from({ length: 55 }, (_, index) => `web-${index}`);
    await begin(names.map((name) => serviceOf(name, 320)));
    const counts = () => names.map((name) => stage.desired(name));
    // 50 calls at once are allowed, and no more come back while the clock stands.
    await stage.tick(8_000);
    expect(counts().filter((count) => count === 8)).toHaveLength(50);
    await stage.tick();
    expect(counts()).toEqual(Array(55).fill(8));
    const scaled = stage.lines.filter(({ message }) => message === 'scale out');
    expect(new Set(scaled.map((line) => line['serviceKey'])).size).toBe(55);
    expect(scaled).toHaveLength(55);
  });

  it('that cannot describe a service fails the tick and moves nothing', async () => {
    await begin([serviceOf('web', 320)]);
    stage.aws.faults.set({ operation: 'ecs:DescribeServices', kind: 'error' });
    const { thrown } = await stage.tick();
    expect(thrown).toMatchObject({
      name: 'AggregateError',
      message: expect.stringContaining('shop/web'),
    });
    expect(stage.updates()).toBe(0);
    stage.aws.faults.clear();
    expect(await stage.play(1, 'web')).toEqual([8]);
  });
});

describe('a tick', () => {
  it('that fails for one service scales the others, and is never green', async () => {
    const elsewhere = `${fleetYaml}
accounts: [{ account: '123456789012', regions: [eu-west-1] }]
services: [{ cluster: shop, name: far, region: eu-west-1 }]`;
    stage = await openStage({ services: [serviceOf('web', 320)], fleetYaml: elsewhere });
    const { thrown } = await stage.tick();
    expect(thrown?.name).toBe('AggregateError');
    expect(thrown?.message).toContain('123456789012/eu-west-1');
    expect(stage.desired('web')).toBe(8);
  });

  it.each([
    'tag:GetResources',
    'dynamodb:BatchGetItem',
    'application-autoscaling:DescribeScalableTargets',
  ])('without an answer to %s fails aloud', async (operation) => {
    await begin([serviceOf('web', 160)]);
    stage.aws.faults.set({ operation, kind: 'error' });
    const { thrown } = await stage.tick();
    expect(thrown?.name).toBe('AggregateError');
    expect(stage.updates()).toBe(0);
  });
});

describe('a state that cannot be read', () => {
  it('holds its service, is told once, and stays as it is', async () => {
    await begin([serviceOf('web', 320), serviceOf('api', 320)]);
    const key = { pk: { S: 'SERVICE#123456789012/us-east-1/shop/web' }, sk: { S: 'STATE' } };
    const Item = { ...key, version: { N: '7' }, shape: { N: '1' }, knownDesired: { S: 'four' } };
    await stage.table.send(new PutItemCommand({ TableName: tableName, Item }));
    expect(await stage.play(3, 'web')).toEqual(stands(3));
    expect(stage.desired('api')).toBe(8);
    expect(subjects()).toEqual(['Flyball critical: corrupt-state']);
    const read = await stage.table.send(new GetItemCommand({ TableName: tableName, Key: key }));
    expect(read.Item).toEqual(Item);
  });
});
