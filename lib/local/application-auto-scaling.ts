/** Application Auto Scaling, to read only: what is registered is told, and nothing acts on it. */
import * as z from 'zod';
import type { ScalableTargetSetup } from '#simulator/plant/setup.ts';
import type { Home } from './arns.ts';
import { type LocalContext, operationsOf } from './operation.ts';
import { pageOf } from './paging.ts';
import type { Service } from './service.ts';

const operation = operationsOf('ValidationException');

const paging = {
  badSize: 'ValidationException',
  badToken: 'InvalidNextTokenException',
};

const common = {
  ServiceNamespace: z.string(),
  NextToken: z.string().optional(),
  MaxResults: z.number().optional(),
};

const resourceId = ({ cluster, name }: ScalableTargetSetup): string => `service/${cluster}/${name}`;

const head = (target: ScalableTargetSetup) => ({
  ServiceNamespace: 'ecs',
  ResourceId: resourceId(target),
  ScalableDimension: 'ecs:service:DesiredCount',
});

/** The epoch serves as a creation time: the world does not keep one. */
const createdAt = { CreationTime: 0 };

const arn = ({ region, account }: Home, rest: string): string =>
  `arn:aws:autoscaling:${region}:${account}:${rest}`;

const registered = (namespace: string, { world }: LocalContext): readonly ScalableTargetSetup[] =>
  namespace === 'ecs' ? world.scalableTargets() : [];

const describeScalableTargets = operation(
  z.object({ ...common, ResourceIds: z.array(z.string()).optional() }),
  ({ ServiceNamespace, ResourceIds: ids, NextToken: token, MaxResults: size }, context) => {
    const asked = registered(ServiceNamespace, context).filter(
      (target) => ids?.includes(resourceId(target)) ?? true,
    );
    const page = pageOf(asked, { ...paging, token, size, defaultSize: 50, maxSize: 50 });
    const targets = page.items.map((target) => ({
      ...head(target),
      ...createdAt,
      MinCapacity: target.min,
      MaxCapacity: target.max,
      RoleARN: `arn:aws:iam::${context.home.account}:role/ecs-autoscale`,
      ScalableTargetARN: `arn:aws:application-autoscaling:${context.home.region}:${context.home.account}:scalable-target/${target.name}`,
      SuspendedState: {
        DynamicScalingInSuspended: target.suspended?.in ?? false,
        DynamicScalingOutSuspended: target.suspended?.out ?? false,
        ScheduledScalingSuspended: target.suspended?.scheduled ?? false,
      },
    }));
    return { ScalableTargets: targets, NextToken: page.nextToken };
  },
);

const describeScalingPolicies = operation(
  z.object({ ...common, ResourceId: z.string().optional() }),
  ({ ServiceNamespace, ResourceId: id, NextToken: token, MaxResults: size }, context) => {
    const asked = registered(ServiceNamespace, context)
      .filter((target) => id === undefined || resourceId(target) === id)
      .flatMap((target) => (target.policies ?? []).map((policy) => ({ target, policy })));
    const page = pageOf(asked, { ...paging, token, size, defaultSize: 10, maxSize: 10 });
    const policies = page.items.map(({ target, policy }) => ({
      ...head(target),
      ...createdAt,
      PolicyARN: arn(context.home, `scalingPolicy:resource/ecs:policyName/${policy.name}`),
      PolicyName: policy.name,
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: policy.targetPercent,
        PredefinedMetricSpecification: {
          PredefinedMetricType: 'ECSServiceAverageCPUUtilization',
        },
      },
    }));
    return { ScalingPolicies: policies, NextToken: page.nextToken };
  },
);

const describeScheduledActions = operation(
  z.object({ ...common, ResourceId: z.string().optional() }),
  ({ ServiceNamespace, ResourceId: id, NextToken: token, MaxResults: size }, context) => {
    const asked = registered(ServiceNamespace, context)
      .filter((target) => id === undefined || resourceId(target) === id)
      .flatMap((target) => (target.scheduledActions ?? []).map((action) => ({ target, action })));
    const page = pageOf(asked, { ...paging, token, size, defaultSize: 50, maxSize: 50 });
    const actions = page.items.map(({ target, action }) => ({
      ...head(target),
      ...createdAt,
      ScheduledActionName: action.name,
      ScheduledActionARN: arn(context.home, `scheduledAction:resource/ecs:name/${action.name}`),
      Schedule: action.schedule,
      ScalableTargetAction: { MinCapacity: action.min, MaxCapacity: action.max },
    }));
    return { ScheduledActions: actions, NextToken: page.nextToken };
  },
);

export const applicationAutoScaling: Service = {
  name: 'application-autoscaling',
  wire: { kind: 'json', target: 'AnyScaleFrontendService', version: '1.1', queryCodes: null },
  throttled: { code: 'ThrottlingException', status: 400 },
  internal: { code: 'InternalServiceException', status: 500 },
  operations: {
    DescribeScalableTargets: describeScalableTargets,
    DescribeScalingPolicies: describeScalingPolicies,
    DescribeScheduledActions: describeScheduledActions,
  },
};
