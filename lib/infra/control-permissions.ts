/** What the API and the buttons may do to the fleet: look. Counts are changed by ticks, which obey the orders in the table. */
import type { Role } from 'aws-cdk-lib/aws-iam';
import { grantFleetReads } from './fleet-reads.ts';
import { grantReach, type Reach } from './reach.ts';

export const grantControl = (role: Role, reach: Reach): void => {
  grantFleetReads(
    role,
    {
      sid: 'ReadMetrics',
      accountWide: ['cloudwatch:GetMetricData', 'elasticloadbalancing:DescribeTargetGroups'],
      anyService: 'Services enrol themselves by tag at any time, and are only read.',
      queues: false,
    },
    reach.regions,
  );
  grantReach(role, reach, 'read');
};
