/** One tick acts once, however often it is invoked and wherever it is killed. */
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultKind } from '#local/faults.ts';
import { setDesired, setLoad } from '#simulator/plant/commands.ts';
import { enabled, tableName } from './stage/place.ts';
import { openStage, type Stage } from './stage/stage.ts';

const web = { cluster: 'shop', name: 'web' };
const fleetYaml =
  'defaults: { max: 20, rules: [{ kind: track, signal: cpu, target: 40, trend: false }] }';

let stage: Stage;

/** The next tick will want to go from four tasks to eight. */
beforeEach(async () => {
  const service = { ...web, desired: 4, tags: enabled, load: () => 160, startLagSeconds: 300 };
  stage = await openStage({ services: [service], fleetYaml });
  await stage.play(1, 'web');
  stage.world.change(
    web,
    setLoad(() => 320),
  );
  await stage.play(1, 'web');
});

afterEach(() => stage.close());

const logged = (message: string): number =>
  stage.lines.filter((line) => line.message === message).length;

it('a hundred invocations of one tick: one acts', async () => {
  const lambdas = await Promise.all(Array.from({ length: 4 }, stage.coldStart));
  stage.passMinute();
  const nowMs = stage.clock.nowMs();
  const invocations = lambdas.flatMap((lambda) =>
    Array.from({ length: 25 }, () => lambda.invoke(nowMs, 50_000)),
  );
  expect(await Promise.all(invocations)).toEqual(Array(100).fill(null));
  expect(stage.desired('web')).toBe(8);
  expect(stage.updates()).toBe(1);
  expect(logged('scale out')).toBe(1);
  expect(logged('another invocation had this tick')).toBe(99);
});

describe('a process that is killed', () => {
  /** Invokes the next tick, which hangs at an operation, and kills its process there. */
  const killAt = async (operation: string, kind: FaultKind = 'timeout'): Promise<void> => {
    const before = stage.aws.calls.get(operation) ?? 0;
    stage.aws.faults.set({ operation, kind });
    const dying = stage.tick().catch((error: unknown) => error);
    await expect
      .poll(() => stage.aws.calls.get(operation) ?? 0, { timeout: 10_000 })
      .toBe(before + 1);
    await stage.kill();
    expect(await dying).toBeInstanceOf(Error);
    stage.aws.faults.clear();
  };

  const intent = async (): Promise<unknown> => {
    const Key = { pk: { S: 'SERVICE#123456789012/us-east-1/shop/web' }, sk: { S: 'STATE' } };
    const { Item } = await stage.table.send(new GetItemCommand({ TableName: tableName, Key }));
    return Item?.['intent'];
  };

  it('before its intent costs one tick', async () => {
    await killAt('cloudwatch:GetMetricData');
    expect(await intent()).toEqual({ NULL: true });
    expect(await stage.play(3, 'web')).toEqual([8, 8, 8]);
    expect(stage.updates()).toBe(1);
  });

  it('between its intent and UpdateService is settled by the next tick', async () => {
    await killAt('ecs:UpdateService');
    expect(await intent()).toMatchObject({ M: { from: { N: '4' }, to: { N: '8' } } });
    expect(stage.desired('web')).toBe(4);
    expect(await stage.play(3, 'web')).toEqual([8, 8, 8]);
    expect(stage.updates()).toBe(2);
    expect(logged('action-lost')).toBe(1);
  });

  it('after ECS took the count, unheard, does not step twice', async () => {
    await killAt('ecs:UpdateService');
    stage.world.change(web, setDesired(8));
    expect(await stage.play(3, 'web')).toEqual([8, 8, 8]);
    expect(stage.updates()).toBe(1);
    expect(logged('action-confirmed')).toBe(1);
    expect(logged('foreign-change')).toBe(0);
  });
});
