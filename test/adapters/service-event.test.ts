import fc from 'fast-check';
import { expect, test } from 'vitest';
import { serviceInEvent } from '#adapters/service-event.ts';

const envelope = {
  version: '0',
  id: 'ddca6449-b258-46c0-8653-e0e3a6EXAMPLE',
  source: 'aws.ecs',
  account: '111122223333',
  time: '2020-05-23T12:31:14Z',
  region: 'us-west-2',
};
const home = { account: '111122223333', region: 'us-west-2' };

const told = {
  ...envelope,
  'detail-type': 'ECS Deployment State Change',
  resources: ['arn:aws:ecs:us-west-2:111122223333:service/default/servicetest'],
  detail: { eventType: 'INFO', eventName: 'SERVICE_DEPLOYMENT_IN_PROGRESS' },
};

const recorded = {
  ...envelope,
  'detail-type': 'AWS API Call via CloudTrail',
  resources: [],
  detail: { eventSource: 'ecs.amazonaws.com', eventName: 'UpdateService' },
};

const cases: readonly { rule: string; event: object; cluster: string; name: string }[] = [
  { rule: 'a deployment', event: told, cluster: 'default', name: 'servicetest' },
  {
    rule: 'a service whose ARN does not name its cluster',
    event: {
      ...told,
      resources: ['arn:aws:ecs:us-west-2:111122223333:service/servicetest'],
      detail: { clusterArn: 'arn:aws:ecs:us-west-2:111122223333:cluster/old' },
    },
    cluster: 'old',
    name: 'servicetest',
  },
  {
    rule: 'a call that names cluster and service',
    event: {
      ...recorded,
      detail: { requestParameters: { cluster: 'shop', service: 'web', desiredCount: 4 } },
    },
    cluster: 'shop',
    name: 'web',
  },
  {
    rule: 'a call that names them by ARN',
    event: {
      ...recorded,
      detail: {
        requestParameters: {
          cluster: 'arn:aws:ecs:us-west-2:111122223333:cluster/shop',
          service: 'arn:aws:ecs:us-west-2:111122223333:service/shop/web',
        },
      },
    },
    cluster: 'shop',
    name: 'web',
  },
  {
    rule: 'a call on the default cluster',
    event: { ...recorded, detail: { requestParameters: { service: 'web' } } },
    cluster: 'default',
    name: 'web',
  },
  {
    rule: 'a call that tags a service',
    event: {
      ...recorded,
      detail: {
        requestParameters: { resourceArn: 'arn:aws:ecs:us-west-2:111122223333:service/shop/web' },
      },
    },
    cluster: 'shop',
    name: 'web',
  },
];

test.each(cases)('$rule is about its service', ({ event, cluster, name }) => {
  expect(serviceInEvent(JSON.stringify(event))).toEqual({ ...home, cluster, name });
});

const strange: readonly (readonly [string, string])[] = [
  ['no JSON', 'hello'],
  ['nothing', ''],
  ['of another source', JSON.stringify({ ...told, source: 'aws.ec2' })],
  [
    'about a cluster',
    JSON.stringify({ ...told, resources: ['arn:aws:ecs:us-west-2:111122223333:cluster/a'] }),
  ],
  ['without resources', JSON.stringify({ ...told, resources: undefined })],
  [
    'of a call that tags a cluster',
    JSON.stringify({
      ...recorded,
      detail: {
        requestParameters: { resourceArn: 'arn:aws:ecs:us-west-2:111122223333:cluster/a' },
      },
    }),
  ],
  [
    'of a call without parameters',
    JSON.stringify({ ...recorded, detail: { requestParameters: null } }),
  ],
];

test.each(strange)('what is %s is about no service', (_, body) => {
  expect(serviceInEvent(body)).toBeNull();
});

test('whatever is in the queue, nothing throws', () => {
  fc.assert(fc.property(fc.json(), (body) => serviceInEvent(body) === null));
});
