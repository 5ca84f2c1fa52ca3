/** What learning may look at. It changes nothing but items of the table. */
import type { Role } from 'aws-cdk-lib/aws-iam';
import { grantFleetReads } from './fleet-reads.ts';
import { grantReach, type Reach } from './reach.ts';

export const grantLearning = (role: Role, reach: Reach): void => {
  grantFleetReads(
    role,
    {
      sid: 'ReadPast',
      accountWide: [
        'cloudwatch:GetMetricData',
        'tag:GetResources',
        'elasticloadbalancing:DescribeTargetGroups',
      ],
      anyService: 'Services enrol themselves by tag at any time; they are only described.',
      queues: false,
    },
    reach.regions,
  );
  grantReach(role, reach, 'read');
};
