/** What the widget may look at: what a tick sees of a service that somebody asks about. It changes nothing. */
import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';

/** None of these can be narrowed to resources. */
const accountWideReads = [
  'cloudwatch:GetMetricData',
  'elasticloadbalancing:DescribeTargetGroups',
  'application-autoscaling:DescribeScalableTargets',
];

export const grantLook = (role: Role): void => {
  const stack = Stack.of(role);
  const anyService = stack.formatArn({ service: 'ecs', resource: 'service', resourceName: '*' });
  const anyQueue = stack.formatArn({ service: 'sqs', resource: '*' });
  role.addToPolicy(
    new PolicyStatement({
      sid: 'ReadServices',
      actions: ['ecs:DescribeServices'],
      resources: [anyService],
    }),
  );
  role.addToPolicy(
    new PolicyStatement({
      sid: 'ReadQueueDepths',
      actions: ['sqs:GetQueueAttributes'],
      resources: [anyQueue],
    }),
  );
  role.addToPolicy(
    new PolicyStatement({ sid: 'ReadFleet', actions: accountWideReads, resources: ['*'] }),
  );
  acknowledgeWildcards(role);
};

const acknowledgeWildcards = (role: Role): void => {
  const home = 'arn:<AWS::Partition>:$:<AWS::Region>:<AWS::AccountId>';
  Validations.of(role).acknowledge(
    {
      id: `AwsSolutions-IAM5[Resource::${home.replace('$', 'ecs')}:service/*]`,
      reason: 'Services enrol themselves by tag at any time; they are only described.',
    },
    {
      id: `AwsSolutions-IAM5[Resource::${home.replace('$', 'sqs')}:*]`,
      reason: 'Any queue of the account may be named by a service; only its attributes are read.',
    },
    {
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: `${accountWideReads.join(', ')} only read, and AWS offers no resources to narrow them to.`,
    },
  );
};
