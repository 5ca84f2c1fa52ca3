import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { expect, test, vi } from 'vitest';
import { createRivalScalers } from '#adapters/application-auto-scaling.ts';
import { keyOf } from '#engine/model.ts';
import { refusal } from './fake-aws.ts';
import { deadlineIn, home, idOf } from './sample.ts';
import { fakeAws } from './with-fake-aws.ts';

const target = (name: string, SuspendedState?: object) => ({
  ServiceNamespace: 'ecs',
  ResourceId: `service/shop/${name}`,
  MinCapacity: 1,
  MaxCapacity: 9,
  ...(SuspendedState === undefined ? {} : { SuspendedState }),
});

const suspended = (out: boolean, scaleIn: boolean) => ({
  DynamicScalingOutSuspended: out,
  DynamicScalingInSuspended: scaleIn,
  ScheduledScalingSuspended: false,
});

const pages = [
  [target('never-suspended'), target('suspended', suspended(true, true))],
  [target('in-suspended', suspended(false, true)), target('out-suspended', suspended(true, false))],
];

test('a target is a rival unless its dynamic scaling is suspended both ways', async () => {
  const aws = await fakeAws({
    DescribeScalableTargets: (_, count) => ({
      body: { ScalableTargets: pages[count - 1], ...(count === 1 ? { NextToken: 'n' } : {}) },
    }),
  });
  const client = new ApplicationAutoScalingClient(aws.settings);
  const rivals = await createRivalScalers(client, home, vi.fn()).find(0, deadlineIn(20_000));
  const details = [...rivals].map(([key, { detail }]) => [key, detail]);
  expect(details).toEqual([
    [keyOf(idOf('never-suspended')), 'min 1, max 9, scale-out and scale-in not suspended'],
    [keyOf(idOf('in-suspended')), 'min 1, max 9, scale-out not suspended'],
    [keyOf(idOf('out-suspended')), 'min 1, max 9, scale-in not suspended'],
  ]);
  expect(aws.calls[0]?.body).toMatchObject({ ServiceNamespace: 'ecs', MaxResults: 50 });
});

test('while targets are known, asking again holds up the tick for one call only', async () => {
  const aws = await fakeAws({
    DescribeScalableTargets: (_, count) =>
      count === 1
        ? { body: { ScalableTargets: [target('web')] } }
        : refusal('ConcurrentUpdateException', 500),
  });
  const client = new ApplicationAutoScalingClient(aws.settings);
  const { find } = createRivalScalers(client, home, vi.fn());
  const known = await find(0, deadlineIn(20_000));
  expect(await find(300_000, deadlineIn(20_000))).toEqual(known);
  expect(aws.calls).toHaveLength(2);
});
