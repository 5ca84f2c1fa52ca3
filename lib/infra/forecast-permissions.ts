/** What learning may look at. It changes nothing but items of the table. */
import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';

/** None of these can be narrowed to resources. */
const accountWideReads = [
  'cloudwatch:GetMetricData',
  'tag:GetResources',
  'elasticloadbalancing:DescribeTargetGroups',
];

export const grantLearning = (role: Role): void => {
  const anyService = Stack.of(role).formatArn({
    service: 'ecs',
    resource: 'service',
    resourceName: '*',
  });
  role.addToPolicy(
    new PolicyStatement({
      sid: 'ReadServices',
      actions: ['ecs:DescribeServices'],
      resources: [anyService],
    }),
  );
  role.addToPolicy(
    new PolicyStatement({ sid: 'ReadPast', actions: accountWideReads, resources: ['*'] }),
  );
  Validations.of(role).acknowledge(
    {
      id: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ecs:<AWS::Region>:<AWS::AccountId>:service/*]',
      reason: 'Services enrol themselves by tag at any time; they are only described.',
    },
    {
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: `${accountWideReads.join(', ')} only read, and AWS offers no resources to narrow them to.`,
    },
  );
};
