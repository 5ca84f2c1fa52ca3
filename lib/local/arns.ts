/** Names in Amazon's form, made from the world's plain ones and taken apart again. */

import type { ServiceName } from '#simulator/plant/population.ts';
import { hexDigits } from '#simulator/plant/random.ts';
import type { TargetGroupSetup } from '#simulator/plant/setup.ts';

/** The one account and region that the local AWS plays. */
export type Home = { readonly account: string; readonly region: string };

export const localHome: Home = { account: '123456789012', region: 'us-east-1' };

export const resourceArn = (home: Home, service: string, resource: string): string =>
  `arn:aws:${service}:${home.region}:${home.account}:${resource}`;

export const clusterArn = (home: Home, cluster: string): string =>
  resourceArn(home, 'ecs', `cluster/${cluster}`);

export const serviceArn = (home: Home, { cluster, name }: ServiceName): string =>
  resourceArn(home, 'ecs', `service/${cluster}/${name}`);

export const taskDefinitionArn = (home: Home, name: string, revision: number): string =>
  resourceArn(home, 'ecs', `task-definition/${name}:${revision}`);

/** ECS names tasks by 32 hexadecimal digits; ours are the same in every replay. */
export const taskId = ({ cluster, name }: ServiceName, task: number): string =>
  hexDigits(32, cluster, name, 'task', task);

export const taskArn = (home: Home, service: ServiceName, task: number): string =>
  resourceArn(home, 'ecs', `task/${service.cluster}/${taskId(service, task)}`);

export const targetGroupArn = (home: Home, { name }: TargetGroupSetup): string =>
  resourceArn(
    home,
    'elasticloadbalancing',
    `targetgroup/${name}/${hexDigits(16, 'target-group', name)}`,
  );

export const loadBalancerArn = (home: Home, { loadBalancer }: TargetGroupSetup): string =>
  resourceArn(
    home,
    'elasticloadbalancing',
    `loadbalancer/app/${loadBalancer}/${hexDigits(16, 'load-balancer', loadBalancer)}`,
  );

/** CloudWatch's dimension value: the resource without the word `loadbalancer`. */
export const loadBalancerDimension = (home: Home, group: TargetGroupSetup): string =>
  loadBalancerArn(home, group).split(':loadbalancer/')[1] ?? '';

export const targetGroupDimension = (home: Home, group: TargetGroupSetup): string =>
  targetGroupArn(home, group).split(':').at(-1) ?? '';

/** The last part of an ARN, or the name itself. */
export const shortName = (nameOrArn: string): string => nameOrArn.split('/').at(-1) ?? nameOrArn;
