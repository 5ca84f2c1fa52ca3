/** What the API and the buttons may do to the fleet: look. Counts are changed by ticks, which obey the orders in the table. */
import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';

/** Neither can be narrowed to resources. */
const accountWideReads = ['cloudwatch:GetMetricData', 'elasticloadbalancing:DescribeTargetGroups'];

export const grantControl = (role: Role): void => {
  const services = Stack.of(role).formatArn({
    service: 'ecs',
    resource: 'service',
    resourceName: '*',
  });
  role.addToPolicy(
    new PolicyStatement({
      sid: 'ReadServices',
      actions: ['ecs:DescribeServices'],
      resources: [services],
    }),
  );
  role.addToPolicy(
    new PolicyStatement({ sid: 'ReadMetrics', actions: accountWideReads, resources: ['*'] }),
  );
  Validations.of(role).acknowledge(
    {
      id: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ecs:<AWS::Region>:<AWS::AccountId>:service/*]',
      reason: 'Services enrol themselves by tag at any time, and are only read.',
    },
    {
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: `${accountWideReads.join(', ')} only read, and AWS offers no resources to narrow them to.`,
    },
  );
};
