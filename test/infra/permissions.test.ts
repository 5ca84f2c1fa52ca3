import { describe, expect, it } from 'vitest';
import { actionsOf, statementsOf } from './policies.ts';
import { templateOf } from './stack.ts';

const template = templateOf();

describe('the role of the tick', () => {
  it('may do what the ports need and nothing else', () => {
    expect(actionsOf(template, /^TickRole/)).toEqual([
      'application-autoscaling:DescribeScalableTargets',
      'cloudwatch:GetMetricData',
      'cloudwatch:GetMetricStatistics',
      'dynamodb:BatchGetItem',
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
      'ecs:DescribeServices',
      'ecs:UpdateService',
      'elasticloadbalancing:DescribeTargetGroups',
      'events:PutEvents',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'sns:Publish',
      'sqs:GetQueueAttributes',
      'sqs:SendMessage',
      'tag:GetResources',
    ]);
  });

  it('updates only services that carry the enabling tag', () => {
    const updates = statementsOf(template, /^TickRole/).filter(({ Action }) =>
      Action.some((action) => action.startsWith('ecs:Update')),
    );
    expect(updates).toHaveLength(1);
    expect(updates[0]?.Action).toEqual(['ecs:UpdateService']);
    expect(updates[0]?.Condition).toEqual({
      StringEquals: { 'aws:ResourceTag/flyball:enabled': 'true' },
    });
  });

  it('reaches every resource only with reads that cannot be narrowed', () => {
    const wide = statementsOf(template, /^TickRole/).filter(({ Resource }) => Resource === '*');
    expect(wide.flatMap(({ Action }) => Action).toSorted()).toEqual([
      'application-autoscaling:DescribeScalableTargets',
      'cloudwatch:GetMetricData',
      'cloudwatch:GetMetricStatistics',
      'elasticloadbalancing:DescribeTargetGroups',
      'tag:GetResources',
    ]);
  });

  it('carries no policy made by others', () => {
    for (const role of Object.values(template.findResources('AWS::IAM::Role'))) {
      expect(role).not.toHaveProperty('Properties.ManagedPolicyArns');
    }
  });
});

describe('the role of the forecaster', () => {
  it('looks at services and their past, and changes nothing but items', () => {
    expect(actionsOf(template, /^ForecastRole/)).toEqual([
      'cloudwatch:GetMetricData',
      'dynamodb:BatchGetItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'ecs:DescribeServices',
      'elasticloadbalancing:DescribeTargetGroups',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'tag:GetResources',
    ]);
  });
});

describe('the role of the widget', () => {
  it('reads and does nothing else', () => {
    expect(actionsOf(template, /^WidgetRole/)).toEqual([
      'application-autoscaling:DescribeScalableTargets',
      'cloudwatch:GetMetricData',
      'dynamodb:BatchGetItem',
      'dynamodb:GetItem',
      'dynamodb:Query',
      'ecs:DescribeServices',
      'elasticloadbalancing:DescribeTargetGroups',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'sqs:GetQueueAttributes',
    ]);
  });
});

describe('the role of the schedule', () => {
  it('invokes the tick and leaves dead letters, no more', () => {
    expect(actionsOf(template, /^TickingRole/)).toEqual([
      'lambda:InvokeFunction',
      'sqs:SendMessage',
    ]);
  });

  it('can only be used by schedules of this account', () => {
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Principal: { Service: 'scheduler.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          },
        ],
      },
    });
  });
});

describe('every role', () => {
  it('names its actions without wildcards', () => {
    const actions = actionsOf(template, /./);
    expect(actions.length).toBeGreaterThan(0);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });
});
