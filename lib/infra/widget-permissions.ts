/** What the widget may look at: what a tick sees of a service that somebody asks about. It changes nothing. */
import type { Role } from 'aws-cdk-lib/aws-iam';
import { grantFleetReads } from './fleet-reads.ts';
import { grantReach, type Reach } from './reach.ts';

export const grantLook = (role: Role, reach: Reach): void => {
  grantFleetReads(
    role,
    {
      sid: 'ReadFleet',
      accountWide: [
        'cloudwatch:GetMetricData',
        'elasticloadbalancing:DescribeTargetGroups',
        'application-autoscaling:DescribeScalableTargets',
      ],
      anyService: 'Services enrol themselves by tag at any time; they are only described.',
      queues: true,
    },
    reach.regions,
  );
  grantReach(role, reach, 'read');
};
