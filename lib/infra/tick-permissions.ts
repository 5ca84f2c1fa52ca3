/** What a tick may do to the fleet. Reading is wide, since services are found by tag; writing is one action on tagged services. */
import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { enablingTag, eventSource } from '#lib/telemetry.ts';
import { grantFleetReads } from './fleet-reads.ts';

export const grantFleet = (role: Role): void => {
  const stack = Stack.of(role);
  role.addToPolicy(
    new PolicyStatement({
      sid: 'UpdateEnrolledServices',
      actions: ['ecs:UpdateService'],
      resources: [stack.formatArn({ service: 'ecs', resource: 'service', resourceName: '*' })],
      conditions: {
        StringEquals: { [`aws:ResourceTag/${enablingTag.key}`]: enablingTag.value },
      },
    }),
  );
  role.addToPolicy(
    new PolicyStatement({
      sid: 'TellMachines',
      actions: ['events:PutEvents'],
      resources: [
        stack.formatArn({ service: 'events', resource: 'event-bus', resourceName: 'default' }),
      ],
      conditions: { StringEquals: { 'events:source': eventSource } },
    }),
  );
  grantFleetReads(role, {
    sid: 'ReadFleet',
    accountWide: [
      'cloudwatch:GetMetricData',
      'cloudwatch:GetMetricStatistics',
      // PromQL asks for it beside GetMetricData.
      'cloudwatch:ListMetrics',
      'tag:GetResources',
      'elasticloadbalancing:DescribeTargetGroups',
      'application-autoscaling:DescribeScalableTargets',
    ],
    anyService:
      'Services enrol themselves by tag at any time; a condition on that tag limits UpdateService to them.',
    queues: true,
  });
};
