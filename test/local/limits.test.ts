import {
  DescribeServicesCommand,
  ListServicesCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTokenBuckets } from '#local/token-buckets.ts';
import { type Fixture, failure, startFixture } from './fixture.ts';

let local: Fixture;
const cluster = 'main';

beforeEach(async () => {
  local = await startFixture({ services: [{ cluster, name: 'web', desired: 1 }] });
});

afterEach(() => local.stop());

/** How many of so many calls got through. */
const passed = async (count: number, call: () => Promise<unknown>): Promise<number> => {
  const outcomes = await Promise.all(
    Array.from({ length: count }, () =>
      call().then(
        () => 'ok',
        (error: Error) => error.name,
      ),
    ),
  );
  expect(outcomes.every((outcome) => ['ok', 'ThrottlingException'].includes(outcome))).toBe(true);
  return outcomes.filter((outcome) => outcome === 'ok').length;
};

const update = () =>
  local.clients.ecs.send(new UpdateServiceCommand({ cluster, service: 'web', desiredCount: 2 }));
const describeWeb = () =>
  local.clients.ecs.send(new DescribeServicesCommand({ cluster, services: ['web'] }));
const list = () => local.clients.ecs.send(new ListServicesCommand({ cluster }));

describe('rates, on the local clock', () => {
  test('UpdateService: 50 at once, then 5 a second', async () => {
    expect(await passed(60, update)).toBe(50);
    local.clock.advance(1000);
    expect(await passed(10, update)).toBe(5);
    local.clock.advance(3_600_000);
    expect(await passed(60, update)).toBe(50);
  });

  test('DescribeServices and ListServices share 100 at once, then 20 a second', async () => {
    expect(await passed(60, describeWeb)).toBe(60);
    expect(await passed(60, list)).toBe(40);
    local.clock.advance(1000);
    expect(await passed(30, describeWeb)).toBe(20);
  });

  test('reads do not spend what writes need', async () => {
    await passed(120, describeWeb);
    expect(await passed(1, update)).toBe(1);
  });
});

test('a request that is throttled changes nothing', async () => {
  await passed(50, update);
  const call = local.clients.ecs.send(
    new UpdateServiceCommand({ cluster, service: 'web', desiredCount: 9 }),
  );
  expect((await failure(call)).message).toBe('Rate exceeded');
  expect(local.world.find({ cluster, name: 'web' })?.desired).toBe(2);
});

test('calls are counted by operation, whatever became of them', async () => {
  await passed(60, update);
  await list();
  expect(local.calls.get('ecs:UpdateService')).toBe(60);
  expect(local.calls.get('ecs:ListServices')).toBe(1);
  expect(local.calls.get('ecs:DescribeServices')).toBeUndefined();
});

describe('a token bucket', () => {
  const size = { burst: 10, perSecond: 2 };

  test('holds no more than its burst', () => {
    const buckets = createTokenBuckets();
    expect(buckets.take('b', size, 10, 0)).toBe(true);
    expect(buckets.take('b', size, 11, 100_000)).toBe(false);
    expect(buckets.take('b', size, 10, 100_000)).toBe(true);
  });

  test('does not refill when time stands still or goes back', () => {
    const buckets = createTokenBuckets();
    buckets.take('b', size, 10, 5000);
    expect(buckets.take('b', size, 1, 5000)).toBe(false);
    expect(buckets.take('b', size, 1, 1000)).toBe(false);
  });
});
