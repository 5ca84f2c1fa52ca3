import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, test } from 'vitest';
import { createFindAttachments } from '#adapters/load-balancers.ts';
import { deadlineIn } from './sample.ts';
import { targetGroups } from './signal-fakes.ts';
import { fakeAws } from './with-fake-aws.ts';

const deadline = deadlineIn(20_000);
const hourMs = 3_600_000;
const arn = (name: string) => `arn:aws:elasticloadbalancing:us-east-1:1:targetgroup/${name}/0a`;
const balancer = 'arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/shop/0b';

const finder = async (...names: readonly string[]) => {
  const known = Object.fromEntries(names.map((name) => [arn(name), [balancer]]));
  const aws = await fakeAws({ DescribeTargetGroups: targetGroups(known) });
  return { aws, find: createFindAttachments(new ElasticLoadBalancingV2Client(aws.settings)) };
};

test('a target group is looked up once an hour, however often it is asked for', async () => {
  const { aws, find } = await finder('web');
  await find([arn('web'), arn('web')], 0, deadline);
  const found = await find([arn('web')], hourMs - 1, deadline);
  expect(found.get(arn('web'))).toEqual({
    kind: 'attached',
    dimensions: [{ TargetGroup: 'targetgroup/web/0a', LoadBalancer: 'app/shop/0b' }],
  });
  expect(aws.calls).toHaveLength(1);
  await find([arn('web')], hourMs, deadline);
  expect(aws.calls).toHaveLength(2);
});

test('one target group that is gone does not fail those looked up with it', async () => {
  const { aws, find } = await finder('web', 'api');
  const found = await find([arn('web'), arn('gone'), arn('api')], 0, deadline);
  expect([...found.values()].map(({ kind }) => kind)).toEqual(['attached', 'failed', 'attached']);
  await find([arn('web'), arn('api')], 0, deadline);
  expect(aws.calls).toHaveLength(4);
});

test('target groups are looked up twenty at a time', async () => {
  const names = Array.from({ length: 45 }, (_, index) => `g${index}`);
  const { aws, find } = await finder(...names);
  expect((await find(names.map(arn), 0, deadline)).size).toBe(45);
  expect(aws.calls).toHaveLength(3);
});
