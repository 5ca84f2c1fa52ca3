import { describe, expect, it } from 'vitest';
import { actionsOf } from './policies.ts';
import { templateOf } from './stack.ts';

const template = templateOf();

describe.each(['Api', 'Buttons'])('the function behind %s', (door) => {
  it('looks at services and writes orders, and can change no count', () => {
    expect(actionsOf(template, new RegExp(`^Control${door}Role`))).toEqual([
      'cloudwatch:GetMetricData',
      'dynamodb:BatchGetItem',
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
      'ecs:DescribeServices',
      'elasticloadbalancing:DescribeTargetGroups',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
    ]);
  });

  it('knows which of the two it is', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { FLYBALL_DOOR: door.toLowerCase() } },
    });
  });
});

describe('the Function URL', () => {
  it('lets in nobody without a signature', () => {
    template.resourceCountIs('AWS::Lambda::Url', 1);
    template.hasResourceProperties('AWS::Lambda::Url', { AuthType: 'AWS_IAM' });
  });

  it('leaves it to policies of the callers who may sign: the stack lets nobody in', () => {
    template.resourceCountIs('AWS::Lambda::Permission', 0);
  });
});
