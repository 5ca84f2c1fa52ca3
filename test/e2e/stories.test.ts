/** The whole product but the cloud: the deployed bundle, over HTTP, against an AWS with limits, minute by minute. */
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it } from 'vitest';
import { setDesired, setLoad, startRollout } from '#simulator/commands.ts';
import type { ServiceSetup } from '#simulator/setup.ts';
import { cluster, enabled, minuteMs, openStage, type Stage, type StageOptions } from './stage.ts';

/** Four tasks of 100 requests a second each, at the target of 60 %. */
const web: ServiceSetup = {
  cluster,
  name: 'web',
  desired: 4,
  tags: enabled,
  load: () => 240,
  capacityPerTask: 100,
  startLagSeconds: 150,
};

const stateKey = {
  pk: { S: `SERVICE#123456789012/us-east-1/${cluster}/web` },
  sk: { S: 'STATE' },
};

let stage: Stage;

const open = async (options: Partial<StageOptions> = {}): Promise<Stage> => {
  stage = await openStage({ services: [web], ...options });
  return stage;
};

afterEach(() => stage.end());

describe('load', () => {
  it('that doubles is answered on the tick after its metric appears, once, while tasks start', async () => {
    const { ticks, change, updates } = await open();
    expect(await ticks(2, 'web')).toEqual([4, 4]);
    change(
      'web',
      setLoad(() => 350),
    );
    const counts = await ticks(6, 'web');
    // 350 over 4 tasks is 87.5 %: six tasks at 60 %. The metric takes 60 to 90 s after its minute.
    expect(counts.slice(-4)).toEqual([6, 6, 6, 6]);
    expect(counts.indexOf(6)).toBeLessThanOrEqual(3);
    expect(updates()).toBe(1);
  });

  it('that falls is followed after the window, and by steps', async () => {
    const { ticks, change } = await open();
    await ticks(2, 'web');
    change(
      'web',
      setLoad(() => 60),
    );
    const counts = await ticks(16, 'web');
    expect(counts.slice(0, 6)).toEqual([4, 4, 4, 4, 4, 4]);
    const changes = counts.slice(1).map((count, index) => (counts[index] ?? count) - count);
    expect(Math.max(...changes)).toBe(1);
    expect(counts.at(-1)).toBeLessThan(4);
  });

  it('from a queue starts workers from zero and ends at zero', async () => {
    let arriving = 0;
    const worker: ServiceSetup = {
      cluster,
      name: 'worker',
      desired: 0,
      tags: enabled,
      startLagSeconds: 20,
      queue: { name: 'jobs', arrivals: () => arriving, secondsPerJob: 6 },
    };
    const queue = 'https://sqs.us-east-1.amazonaws.com/123456789012/jobs';
    const { ticks, world, aws } = await open({
      services: [worker],
      fleet: `
policies:
  workers:
    min: 0
    rules: [{ kind: backlog, perTask: 50 }]
    stabilize: { in: 60s }
    cooldown: 60s
    limits: { in: { policies: [] } }
services:
  - { cluster: ${cluster}, name: worker, policy: workers, max: 10, queue: ${queue} }
`,
    });
    expect(await ticks(2, 'worker')).toEqual([0, 0]);
    arriving = 2;
    const busy = await ticks(6, 'worker');
    expect(Math.max(...busy)).toBeGreaterThanOrEqual(2);
    arriving = 0;
    expect((await ticks(25, 'worker')).at(-1)).toBe(0);
    expect(world.find({ cluster, name: 'worker' })?.desired).toBe(0);
    expect(aws.calls.get('cloudwatch:GetMetricData')).toBeUndefined();
  });
});

describe('what must move nothing', () => {
  it('metrics that vanish', async () => {
    const { tick, ticks, change, aws, updates } = await open();
    await tick();
    change(
      'web',
      setLoad(() => 20),
    );
    aws.faults.set({ operation: 'cloudwatch:GetMetricData', kind: 'partial' });
    expect(new Set(await ticks(10, 'web'))).toEqual(new Set([4]));
    expect(updates()).toBe(0);
  });

  it('a CloudWatch that fails, though the other services go on being described', async () => {
    const { tick, aws, updates, desired } = await open();
    aws.faults.set({ operation: 'cloudwatch:GetMetricData', kind: 'error' });
    await tick();
    expect(desired('web')).toBe(4);
    expect(updates()).toBe(0);
  });

  it('a rollout, while load falls', async () => {
    const { tick, ticks, change } = await open();
    await tick();
    change(
      'web',
      setLoad(() => 60),
    );
    await ticks(5, 'web');
    change('web', startRollout);
    const during = await ticks(2, 'web');
    expect(during).toEqual([4, 4]);
    expect((await ticks(12, 'web')).at(-1)).toBeLessThan(4);
  });

  it('observe mode', async () => {
    const { ticks, change, updates } = await open({ mode: 'observe' });
    change(
      'web',
      setLoad(() => 900),
    );
    expect(new Set(await ticks(6, 'web'))).toEqual(new Set([4]));
    expect(updates()).toBe(0);
  });

  it('a service that Application Auto Scaling scales as well, which is told once', async () => {
    const scalableTargets = [{ cluster, name: 'web', min: 1, max: 10 }];
    const { ticks, change, updates, aws } = await open({ scalableTargets });
    change(
      'web',
      setLoad(() => 900),
    );
    await ticks(5, 'web');
    expect(updates()).toBe(0);
    expect(aws.published.map(({ subject }) => subject)).toEqual([
      'Flyball critical: second-writer',
    ]);
  });

  it('a state that cannot be read, which is left as it is', async () => {
    const { ticks, change, updates, aws, table } = await open();
    const Item = {
      ...stateKey,
      version: { N: '3' },
      shape: { N: '1' },
      firstSeenMs: { S: 'soon' },
    };
    await table.client.send(new PutItemCommand({ TableName: table.name, Item }));
    change(
      'web',
      setLoad(() => 900),
    );
    await ticks(5, 'web');
    const read = await table.client.send(
      new GetItemCommand({ TableName: table.name, Key: stateKey }),
    );
    expect(read.Item).toEqual(Item);
    expect(updates()).toBe(0);
    expect(aws.published).toHaveLength(1);
  });
});

describe('trouble on the way', () => {
  it('a hundred invocations of one tick: one acts', async () => {
    const { tick, clock, change, coldStart, updates, desired } = await open();
    await tick();
    change(
      'web',
      setLoad(() => 350),
    );
    await tick();
    clock.advance(2 * minuteMs);
    const lambdas = await Promise.all(Array.from({ length: 4 }, coldStart));
    const invocations = Array.from({ length: 100 }, (_, index) =>
      lambdas[index % lambdas.length]?.invoke(clock.nowMs()),
    );
    const results = await Promise.all(invocations);
    expect(results.map((result) => result?.error)).toEqual(results.map(() => null));
    expect(desired('web')).toBe(6);
    expect(updates()).toBe(1);
  });

  it('killed between the intent and the call: the next tick settles it', async () => {
    const { clock, change, coldStart, aws, table, tick, desired, updates } = await open();
    await tick();
    change(
      'web',
      setLoad(() => 350),
    );
    await tick();
    clock.advance(2 * minuteMs);
    aws.faults.set({ operation: 'ecs:UpdateService', kind: 'timeout' });
    const doomed = await coldStart();
    const dying = doomed.invoke(clock.nowMs()).catch((error: Error) => error.message);
    await expect.poll(updates, { timeout: 20_000 }).toBe(1);
    await doomed.kill();
    expect(await dying).toContain('died');
    const read = await table.client.send(
      new GetItemCommand({ TableName: table.name, Key: stateKey }),
    );
    expect(read.Item?.['intent']?.M).toMatchObject({ from: { N: '4' }, to: { N: '6' } });
    expect(desired('web')).toBe(4);
    aws.faults.clear('ecs:UpdateService');
    await tick();
    expect(desired('web')).toBe(6);
  });

  it('a count set by hand stands for a cooldown', async () => {
    const { tick, ticks, change } = await open();
    await tick();
    change('web', setDesired(7));
    expect(await ticks(4, 'web')).toEqual([7, 7, 7, 7]);
  });

  it('throttled: finished in the next tick', async () => {
    const { tick, change, aws, clock, desired } = await open();
    await tick();
    change(
      'web',
      setLoad(() => 350),
    );
    await tick();
    clock.advance(minuteMs);
    aws.faults.set({ operation: 'ecs:UpdateService', kind: 'throttle' });
    await tick();
    expect(desired('web')).toBe(4);
    aws.faults.clear('ecs:UpdateService');
    await tick();
    expect(desired('web')).toBe(6);
  });
});
