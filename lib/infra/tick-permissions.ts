/** What a tick may do to the fleet. Reading is wide, since services are found by tag; writing is one action on tagged services. */
import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { enablingTag, eventSource } from '#lib/telemetry.ts';
import { grantFleetReads } from './fleet-reads.ts';
import { grantReach, type Reach } from './reach.ts';
import { type Regions, scopeOf } from './regions.ts';

export const grantUpdates = (role: Role, regions: Regions): void => {
  const { region, conditions } = scopeOf(regions);
  const tagged = { [`aws:ResourceTag/${enablingTag.key}`]: enablingTag.value };
  role.addToPolicy(
    new PolicyStatement({
      sid: 'UpdateEnrolledServices',
      actions: ['ecs:UpdateService'],
      resources: [
        Stack.of(role).formatArn({
          service: 'ecs',
          region,
          resource: 'service',
          resourceName: '*',
        }),
      ],
      conditions: { ...conditions, StringEquals: { ...conditions['StringEquals'], ...tagged } },
    }),
  );
};

/** All that is read of services by ticks, and by people who look as they do. PromQL asks for ListMetrics as well. */
export const grantReads = (role: Role, regions: Regions): void =>
  grantFleetReads(
    role,
    {
      sid: 'ReadFleet',
      accountWide: [
        'cloudwatch:GetMetricData',
        'cloudwatch:GetMetricStatistics',
        'cloudwatch:ListMetrics',
        'tag:GetResources',
        'elasticloadbalancing:DescribeTargetGroups',
        'application-autoscaling:DescribeScalableTargets',
      ],
      anyService:
        'Services enrol themselves by tag at any time; a condition on that tag limits UpdateService to them.',
      queues: true,
    },
    regions,
  );

const grantEvents = (role: Role): void => {
  role.addToPolicy(
    new PolicyStatement({
      sid: 'TellMachines',
      actions: ['events:PutEvents'],
      resources: [
        Stack.of(role).formatArn({
          service: 'events',
          resource: 'event-bus',
          resourceName: 'default',
        }),
      ],
      conditions: { StringEquals: { 'events:source': eventSource } },
    }),
  );
};

export const grantFleet = (role: Role, reach: Reach): void => {
  grantUpdates(role, reach.regions);
  grantEvents(role);
  grantReads(role, reach.regions);
  grantReach(role, reach, 'act');
};
