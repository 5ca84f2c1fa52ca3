import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { templateOf } from './stack.ts';

const template = templateOf();

test('what ECS tells of services goes into a queue, but for the news that all is well', () => {
  template.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      source: ['aws.ecs'],
      'detail-type': ['ECS Deployment State Change', 'ECS Service Action'],
      detail: { eventName: [{ 'anything-but': Match.arrayWith(['SERVICE_STEADY_STATE']) }] },
    },
  });
});

test('so do calls that change services, where they were taken', () => {
  template.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      source: ['aws.ecs'],
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: {
        eventName: Match.arrayWith(['UpdateService', 'TagResource']),
        errorCode: [{ exists: false }],
      },
    },
  });
});

test('an event lives as long as the longest rotation, and is back for the next tick', () => {
  template.hasResourceProperties('AWS::SQS::Queue', {
    MessageRetentionPeriod: 600,
    VisibilityTimeout: 50,
  });
});

test('only the rules of EventBridge may write into that queue', () => {
  const policies = template.findResources('AWS::SQS::QueuePolicy', {
    Properties: { Queues: [{ Ref: Match.stringLikeRegexp('^ServiceEventsStirred') }] },
  });
  const [policy] = Object.values(policies);
  const statements: readonly { Effect: string; Principal: unknown; Condition: object }[] =
    policy?.['Properties'].PolicyDocument.Statement;
  const allowed = statements.filter(({ Effect }) => Effect === 'Allow');
  expect(allowed.length).toBeGreaterThan(0);
  for (const { Principal, Condition } of allowed) {
    expect(Principal).toEqual({ Service: 'events.amazonaws.com' });
    expect(JSON.stringify(Condition)).toContain('aws:SourceArn');
  }
});
