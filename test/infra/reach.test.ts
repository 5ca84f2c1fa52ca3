/** What a fleet file with accounts adds to the permissions of the stack. */
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import type { AccountEntry } from '#config/accounts-schema.ts';
import { mostHomes } from '#config/accounts-schema.ts';
import { FlyballStack } from '#infra/flyball-stack.ts';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { plain, statementsOf } from './policies.ts';

const templateWith = (accounts: readonly AccountEntry[]): Template => {
  const context = { ...cdkJson.context, 'aws:cdk:bundling-stacks': [] };
  return Template.fromStack(new FlyballStack(new App({ context }), 'Flyball', { accounts }));
};

const alone = templateWith([]);
const reaching = templateWith([
  { account: '222222222222', regions: ['eu-west-1', 'us-east-1'] },
  { account: '333333333333', regions: ['eu-west-1'], role: 'Scaler', externalId: 'ours' },
]);

const assumed = (template: Template, role: RegExp): readonly string[] =>
  statementsOf(template, role)
    .filter(({ Action }) => Action.includes('sts:AssumeRole'))
    .flatMap(({ Resource }) => (Array.isArray(Resource) ? Resource : [Resource]).map(plain));

const readers = [/^ForecastRole/, /^WidgetRole/, /^ControlApiRole/, /^ControlButtonsRole/];

it('without accounts no role of anybody can be assumed', () => {
  expect(assumed(alone, /./)).toEqual([]);
});

it.each([[/^TickRole/], [/^WorkerRole/]])('%s assumes the roles that change counts', (role) => {
  expect(assumed(reaching, role)).toEqual([
    'arn:AWS::Partition:iam::222222222222:role/FlyballSpoke',
    'arn:AWS::Partition:iam::333333333333:role/Scaler',
  ]);
});

it.each(readers.map((role) => [role]))('%s assumes those that look, and no other', (role) => {
  expect(assumed(reaching, role)).toEqual([
    'arn:AWS::Partition:iam::222222222222:role/FlyballSpokeRead',
    'arn:AWS::Partition:iam::333333333333:role/ScalerRead',
  ]);
});

const ecsOf = (template: Template, role: RegExp) =>
  statementsOf(template, role).filter(({ Action }) =>
    Action.some((each) => each.startsWith('ecs:')),
  );

describe('services of the own account', () => {
  it.each([[/^TickRole/], ...readers.map((role) => [role])])(
    'are reached by %s in the listed regions and in no other',
    (role) => {
      const statements = ecsOf(reaching, role);
      expect(statements.length).toBeGreaterThan(0);
      for (const { Resource, Condition } of statements) {
        expect(plain(Resource)).toBe('arn:AWS::Partition:ecs:*:AWS::AccountId:service/*');
        expect(Condition).toMatchObject({
          StringEquals: {
            'aws:RequestedRegion': [{ Ref: 'AWS::Region' }, 'eu-west-1', 'us-east-1'],
          },
        });
      }
    },
  );

  it('are updated only with the tag there too', () => {
    expect(
      ecsOf(reaching, /^TickRole/).find(({ Action }) => Action.includes('ecs:UpdateService')),
    ).toMatchObject({
      Condition: { StringEquals: { 'aws:ResourceTag/flyball:enabled': 'true' } },
    });
  });

  it('without accounts are those of the own region', () => {
    for (const { Resource } of ecsOf(alone, /^TickRole/)) {
      expect(plain(Resource)).toBe('arn:AWS::Partition:ecs:AWS::Region:AWS::AccountId:service/*');
    }
  });
});

it('as many accounts as a fleet file may list fit into what IAM takes for one role', () => {
  const accounts = Array.from({ length: mostHomes }, (_, index) => ({
    account: String(100_000_000_000 + index),
    regions: [`eu-west-${index % 10}`, `ap-southeast-${index % 10}`],
  }));
  const statements = statementsOf(templateWith(accounts), /^TickRole/);
  // 10,240 characters for all policies of a role; an ARN that is deployed is shorter than its template.
  const text = JSON.stringify(statements, (_, value) =>
    typeof value === 'object' && value !== null && 'Fn::Join' in value ? plain(value) : value,
  );
  expect(text.length).toBeLessThan(10_240);
});
