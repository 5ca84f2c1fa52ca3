import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { templateOf } from './stack.ts';

const template = templateOf();

const texts = z.union([z.string().transform((text) => [text]), z.array(z.string())]);

const policySchema = z.object({
  Properties: z.object({
    PolicyDocument: z.object({ Statement: z.array(z.object({ Action: texts })) }),
    Roles: z.tuple([z.object({ Ref: z.string() })]),
  }),
});

const actionsOf = (role: RegExp): readonly string[] =>
  Object.values(template.findResources('AWS::IAM::Policy'))
    .map((resource) => policySchema.parse(resource).Properties)
    .filter(({ Roles: [{ Ref }] }) => role.test(Ref))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement.flatMap(({ Action }) => Action))
    .toSorted();

describe.each(['Api', 'Buttons'])('the function behind %s', (door) => {
  it('looks at services and writes orders, and can change no count', () => {
    expect(actionsOf(new RegExp(`^Control${door}Role`))).toEqual([
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
