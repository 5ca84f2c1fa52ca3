import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Hub, hubAsked } from '#infra/hub.ts';
import { projectRoot } from '#infra/project-root.ts';
import { SpokeStack } from '#infra/spoke-stack.ts';
import { actionsOf, plain, statementsOf } from './policies.ts';
import { templateOf } from './stack.ts';

const run = promisify(execFile);

const hub: Hub = {
  account: '111111111111',
  stack: 'Flyball',
  role: 'FlyballSpoke',
  externalId: null,
};

const spokeOf = (changed: Partial<Hub> = {}): Template =>
  Template.fromStack(new SpokeStack(new App(), 'FlyballSpoke', { hub: { ...hub, ...changed } }));

const trustSchema = z.object({
  Properties: z.object({
    RoleName: z.string(),
    AssumeRolePolicyDocument: z.object({
      Statement: z.tuple([
        z.object({
          Action: z.literal('sts:AssumeRole'),
          Principal: z.object({ AWS: z.unknown().transform(plain) }),
          Condition: z
            .object({
              ArnLike: z.object({ 'aws:PrincipalArn': z.array(z.unknown().transform(plain)) }),
              StringEquals: z.object({ 'sts:ExternalId': z.string() }),
            })
            .partial()
            .optional(),
        }),
      ]),
    }),
  }),
});

const trustOf = (template: Template, name: string) => {
  const roles = Object.values(template.findResources('AWS::IAM::Role'))
    .map((resource) => trustSchema.parse(resource).Properties)
    .filter(({ RoleName }) => RoleName === name);
  expect(roles).toHaveLength(1);
  return roles[0]?.AssumeRolePolicyDocument.Statement[0];
};

const spoke = spokeOf();
const flyball = templateOf();

/** What is used at home only: the table, the topic, the queues of shards and of events, the bus, logs. */
const ofHome = /^(dynamodb|sns|logs|events|sts):|^sqs:(Send|Receive|Delete)Message$/;

describe('the role that may change counts', () => {
  it('may do in its account what the tick may do at home, and nothing else', () => {
    const atHome = actionsOf(flyball, /^TickRole/).filter((action) => !ofHome.test(action));
    expect(actionsOf(spoke, /^Actor/)).toEqual(atHome);
    expect(atHome).toContain('ecs:UpdateService');
  });

  it('updates only services that carry the enabling tag', () => {
    const updates = statementsOf(spoke, /^Actor/).filter(({ Action }) =>
      Action.includes('ecs:UpdateService'),
    );
    expect(updates).toMatchObject([
      {
        Action: ['ecs:UpdateService'],
        Condition: { StringEquals: { 'aws:ResourceTag/flyball:enabled': 'true' } },
      },
    ]);
  });

  it('is assumed by the tick and the worker of that stack alone', () => {
    expect(trustOf(spoke, 'FlyballSpoke')).toEqual({
      Action: 'sts:AssumeRole',
      Principal: { AWS: 'arn:AWS::Partition:iam::111111111111:root' },
      Condition: {
        ArnLike: {
          'aws:PrincipalArn': [
            'arn:AWS::Partition:iam::111111111111:role/Flyball-TickRole*',
            'arn:AWS::Partition:iam::111111111111:role/Flyball-WorkerRole*',
          ],
        },
      },
    });
  });

  it('knows them by names that CloudFormation makes of these logical ids', () => {
    const roles = Object.keys(flyball.findResources('AWS::IAM::Role'));
    expect(roles.filter((id) => /^(Tick|Worker)Role/.test(id))).toHaveLength(2);
  });
});

describe('the role that may look', () => {
  it.each([
    ['forecaster', /^ForecastRole/],
    ['widget', /^WidgetRole/],
    ['API', /^ControlApiRole/],
    ['buttons', /^ControlButtonsRole/],
  ])('may do all that the %s does at home', (_, role) => {
    const reads = actionsOf(flyball, role).filter((action) => !ofHome.test(action));
    expect(actionsOf(spoke, /^Reader/)).toEqual(expect.arrayContaining([...reads]));
  });

  it('changes nothing', () => {
    const actions = actionsOf(spoke, /^Reader/);
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) expect(action).toMatch(/^[\w-]+:(Get|Describe|List)/);
  });

  it('is assumed by whom the account of the stack lets assume it', () => {
    expect(trustOf(spoke, 'FlyballSpokeRead')).toEqual({
      Action: 'sts:AssumeRole',
      Principal: { AWS: 'arn:AWS::Partition:iam::111111111111:root' },
    });
  });
});

describe('both roles', () => {
  it('ask for the external id, where there is one', () => {
    const guarded = spokeOf({ externalId: 'our-flyball' });
    for (const name of ['FlyballSpoke', 'FlyballSpokeRead']) {
      expect(trustOf(guarded, name)?.Condition?.StringEquals).toEqual({
        'sts:ExternalId': 'our-flyball',
      });
    }
  });

  it('serve all regions, and no account but their own', () => {
    const arns = statementsOf(spoke, /./)
      .map(({ Resource }) => Resource)
      .filter((resource) => resource !== '*')
      .map(plain);
    expect(arns.length).toBeGreaterThan(0);
    for (const arn of arns) expect(arn).toMatch(/^arn:AWS::Partition:\w+:\*:AWS::AccountId:/);
  });

  it('are a stack of their own by another name, so that an account can be open to two stacks', () => {
    const nameFor = (role: string): string =>
      new SpokeStack(new App(), 'FlyballSpoke', { hub: { ...hub, role } }).stackName;
    expect(nameFor('FlyballSpoke')).toBe('FlyballSpoke');
    expect(nameFor('Our.Staging_Spoke')).toBe('FlyballSpoke-Our-Staging-Spoke');
    expect(nameFor('x'.repeat(60)).length).toBeLessThanOrEqual(128);
  });

  it('can be called otherwise', () => {
    const named = spokeOf({ role: 'Scaler' });
    trustOf(named, 'Scaler');
    trustOf(named, 'ScalerRead');
  });
});

const said = { hubAccount: '111111111111', hubStack: undefined, role: undefined } as const;

describe('what is said of the stack in the other account', () => {
  it('is nothing, where the stack itself is meant', () => {
    const nothing = { hubAccount: undefined, hubStack: undefined, role: undefined };
    expect(hubAsked({ ...nothing, externalId: undefined })).toEqual({ kind: 'none' });
  });

  it.each(['hubStack', 'role', 'externalId'])(
    '%s alone is no word about the stack itself',
    (name) => {
      const nothing = { hubAccount: undefined, hubStack: undefined, role: undefined };
      expect(hubAsked({ ...nothing, externalId: undefined, [name]: 'Flyball' })).toEqual({
        kind: 'invalid',
        message: `The spoke stack is refused:\n  --context ${name}: means nothing without --context hubAccount=<account>`,
      });
    },
  );

  it('is its account, and the rest is as usual', () => {
    expect(hubAsked({ ...said, externalId: undefined })).toEqual({ kind: 'valid', hub });
  });

  it.each([
    ['hubAccount', { hubAccount: '1234' }],
    ['hubAccount', { hubAccount: 123456789012 }],
    ['hubStack', { hubStack: 'a-name-that-is-longer-than-thirty-letters' }],
    ['hubStack', { hubStack: 'Fly*' }],
    ['role', { role: 'x'.repeat(61) }],
    ['role', { role: 'path/Role' }],
    ['externalId', { externalId: 'two words' }],
    ['externalId', { externalId: '*' }],
  ])('%s is refused if it could not be (%o)', (name, changed) => {
    expect(hubAsked({ ...said, externalId: undefined, ...changed })).toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining(`--context ${name}:`),
    });
  });

  it('fails the app with the problem and without a stack trace', async () => {
    const env = { ...process.env, CDK_CONTEXT_JSON: JSON.stringify({ hubAccount: 'mine' }) };
    await expect(run('node', ['bin/app.ts'], { cwd: projectRoot, env })).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^The spoke stack is refused:\n {2}--context hubAccount: \S.*\n$/,
      ),
    });
  });
});
