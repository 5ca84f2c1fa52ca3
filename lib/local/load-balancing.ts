/** Elastic Load Balancing v2: which load balancer a target group belongs to. */
import * as z from 'zod';
import type { ServiceRun } from '#simulator/plant/service-run.ts';
import type { TargetGroupSetup } from '#simulator/plant/setup.ts';
import { loadBalancerArn, targetGroupArn } from './arns.ts';
import { AwsError } from './aws-error.ts';
import { type LocalContext, operationsOf } from './operation.ts';
import { pageOf } from './paging.ts';
import type { Service } from './service.ts';

const operation = operationsOf('ValidationError');

/** In a form an empty list is an empty string. */
const list = z.union([z.literal('').transform((): string[] => []), z.array(z.string())]).optional();

const describe = (group: TargetGroupSetup, { home }: LocalContext) => ({
  TargetGroupArn: targetGroupArn(home, group),
  TargetGroupName: group.name,
  Protocol: 'HTTP',
  Port: 8080,
  TargetType: 'ip',
  LoadBalancerArns: [loadBalancerArn(home, group)],
});

type Described = ReturnType<typeof describe>;

const groupOf = ({ setup: { targetGroup } }: ServiceRun) =>
  targetGroup === undefined ? [] : [targetGroup];

const groupsIn = (context: LocalContext): readonly Described[] => {
  const groups = context.world.services().flatMap(groupOf);
  const byName = new Map(groups.map((group) => [group.name, group]));
  return [...byName.values()].map((group) => describe(group, context));
};

const mustFind = (all: readonly Described[], is: (group: Described) => boolean): Described => {
  const found = all.find(is);
  if (found !== undefined) return found;
  throw new AwsError('TargetGroupNotFound', 'One or more target groups not found');
};

/** `arn:…:targetgroup/web/0123` is of the group `web`. */
const groupWithArn = (arn: string, context: LocalContext): Described => {
  const [group] = context.world.behind(arn.split('/')[1] ?? '').flatMap(groupOf);
  const described = group === undefined ? [] : [describe(group, context)];
  return mustFind(described, ({ TargetGroupArn }) => TargetGroupArn === arn);
};

const askedFor = (
  arns: readonly string[],
  names: readonly string[],
  context: LocalContext,
): readonly Described[] => {
  if (arns.length > 0) return arns.map((arn) => groupWithArn(arn, context));
  const all = groupsIn(context);
  if (names.length === 0) return all;
  return names.map((name) => mustFind(all, (group) => group.TargetGroupName === name));
};

const describeTargetGroups = operation(
  z.object({
    LoadBalancerArn: z.string().optional(),
    TargetGroupArns: list,
    Names: list,
    Marker: z.string().optional(),
    PageSize: z.coerce.number().optional(),
  }),
  (
    { LoadBalancerArn, TargetGroupArns: arns = [], Names: names = [], Marker, PageSize },
    context,
  ) => {
    const matching = askedFor(arns, names, context).filter(
      (group) => LoadBalancerArn === undefined || group.LoadBalancerArns.includes(LoadBalancerArn),
    );
    const page = pageOf(matching, {
      token: Marker,
      size: PageSize,
      defaultSize: 400,
      maxSize: 400,
      badSize: 'ValidationError',
      badToken: 'ValidationError',
    });
    return { TargetGroups: page.items, NextMarker: page.nextToken };
  },
);

export const loadBalancing: Service = {
  name: 'elasticloadbalancing',
  wire: {
    kind: 'query',
    version: '2015-12-01',
    namespace: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
  },
  throttled: { code: 'Throttling', status: 400 },
  internal: { code: 'InternalFailure', status: 500 },
  operations: { DescribeTargetGroups: describeTargetGroups },
};
