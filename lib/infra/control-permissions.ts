/** What the API and the buttons may do to the fleet: look. Counts are changed by ticks, which obey the orders in the table. */
import type { Role } from 'aws-cdk-lib/aws-iam';
import { grantFleetReads } from './fleet-reads.ts';

export const grantControl = (role: Role): void =>
  grantFleetReads(role, {
    sid: 'ReadMetrics',
    accountWide: ['cloudwatch:GetMetricData', 'elasticloadbalancing:DescribeTargetGroups'],
    anyService: 'Services enrol themselves by tag at any time, and are only read.',
    queues: false,
  });
