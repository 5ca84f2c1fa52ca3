/** What a tick may do to the fleet. Reading is wide, since services are found by tag; writing is one action on tagged services. */
import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { enablingTag, eventSource } from '#lib/telemetry.ts';

/** None of these can be narrowed to resources. */
const accountWideReads = [
  'cloudwatch:GetMetricData',
  'cloudwatch:GetMetricStatistics',
  'tag:GetResources',
  'elasticloadbalancing:DescribeTargetGroups',
  'application-autoscaling:DescribeScalableTargets',
];

const anyService = (scope: Construct): string =>
  Stack.of(scope).formatArn({ service: 'ecs', resource: 'service', resourceName: '*' });

const anyQueue = (scope: Construct): string =>
  Stack.of(scope).formatArn({ service: 'sqs', resource: '*' });

const defaultBus = (scope: Construct): string =>
  Stack.of(scope).formatArn({
    service: 'events',
    resource: 'event-bus',
    resourceName: 'default',
  });

export const grantFleet = (role: Role): void => {
  role.addToPolicy(
    new PolicyStatement({
      sid: 'UpdateEnrolledServices',
      actions: ['ecs:UpdateService'],
      resources: [anyService(role)],
      conditions: {
        StringEquals: { [`aws:ResourceTag/${enablingTag.key}`]: enablingTag.value },
      },
    }),
  );
  role.addToPolicy(
    new PolicyStatement({
      sid: 'ReadServices',
      actions: ['ecs:DescribeServices'],
      resources: [anyService(role)],
    }),
  );
  role.addToPolicy(
    new PolicyStatement({
      sid: 'ReadQueueDepths',
      actions: ['sqs:GetQueueAttributes'],
      resources: [anyQueue(role)],
    }),
  );
  role.addToPolicy(
    new PolicyStatement({
      sid: 'TellMachines',
      actions: ['events:PutEvents'],
      resources: [defaultBus(role)],
      conditions: { StringEquals: { 'events:source': eventSource } },
    }),
  );
  role.addToPolicy(
    new PolicyStatement({ sid: 'ReadFleet', actions: accountWideReads, resources: ['*'] }),
  );
  acknowledgeWildcards(role);
};

const acknowledgeWildcards = (role: Role): void => {
  const arn = 'arn:<AWS::Partition>';
  const home = '<AWS::Region>:<AWS::AccountId>';
  Validations.of(role).acknowledge(
    {
      id: `AwsSolutions-IAM5[Resource::${arn}:ecs:${home}:service/*]`,
      reason:
        'Services enrol themselves by tag at any time; a condition on that tag limits UpdateService to them.',
    },
    {
      id: `AwsSolutions-IAM5[Resource::${arn}:sqs:${home}:*]`,
      reason: 'Any queue of the account may be named by a service; only its attributes are read.',
    },
    {
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: `${accountWideReads.join(', ')} only read, and AWS offers no resources to narrow them to.`,
    },
  );
};
