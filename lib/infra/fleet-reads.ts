/** What functions may look at, whatever else they may do: services that enrol themselves by tag can be any of the account. */
import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { type Regions, scopeOf } from './regions.ts';

export type FleetReads = {
  /** Of the statement with the reads of the whole account. */
  readonly sid: string;
  /** Reads that cannot be narrowed to resources. */
  readonly accountWide: readonly string[];
  /** Why any service may be named. */
  readonly anyService: string;
  /** Whether queues' depths are read, of which any may be named by a service. */
  readonly queues: boolean;
};

const arn = 'arn:<AWS::Partition>';
const account = '<AWS::AccountId>';

const describe = (role: Role, regions: Regions): PolicyStatement => {
  const { region, conditions } = scopeOf(regions);
  return new PolicyStatement({
    sid: 'ReadServices',
    actions: ['ecs:DescribeServices'],
    resources: [
      Stack.of(role).formatArn({ service: 'ecs', region, resource: 'service', resourceName: '*' }),
    ],
    conditions,
  });
};

const readQueues = (role: Role, regions: Regions): void => {
  const { region, found, conditions } = scopeOf(regions);
  role.addToPolicy(
    new PolicyStatement({
      sid: 'ReadQueueDepths',
      actions: ['sqs:GetQueueAttributes'],
      resources: [Stack.of(role).formatArn({ service: 'sqs', region, resource: '*' })],
      conditions,
    }),
  );
  Validations.of(role).acknowledge({
    id: `AwsSolutions-IAM5[Resource::${arn}:sqs:${found}:${account}:*]`,
    reason: 'Any queue of the account may be named by a service; only its attributes are read.',
  });
};

export const grantFleetReads = (role: Role, reads: FleetReads, regions: Regions): void => {
  const { sid, accountWide, anyService, queues } = reads;
  const { found } = scopeOf(regions);
  role.addToPolicy(describe(role, regions));
  if (queues) readQueues(role, regions);
  role.addToPolicy(new PolicyStatement({ sid, actions: [...accountWide], resources: ['*'] }));
  Validations.of(role).acknowledge(
    {
      id: `AwsSolutions-IAM5[Resource::${arn}:ecs:${found}:${account}:service/*]`,
      reason: anyService,
    },
    {
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: `${accountWide.join(', ')} only read, and AWS offers no resources to narrow them to.`,
    },
  );
};
