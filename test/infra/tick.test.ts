import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { stackName, templateOf } from './stack.ts';

const template = templateOf();

describe('the schedule', () => {
  it('carries its scheduled time, at the rate of the parameter and never flexibly', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: { Ref: 'Schedule' },
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Input: '{"kind":"tick","scheduledTime":"<aws.scheduler.scheduled-time>"}',
      },
    });
  });

  it('never retries, drops what is a minute old, and keeps what it dropped', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      Target: {
        RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 },
        DeadLetterConfig: { Arn: Match.anyValue() },
      },
    });
  });

  it('waits for the policy of its role', () => {
    const schedules = template.findResources('AWS::Scheduler::Schedule');
    const schedule = Object.entries(schedules).find(([id]) => id.startsWith('Ticking'))?.[1];
    expect(schedule?.['DependsOn']).toContainEqual(
      expect.stringMatching(/^TickingRoleDefaultPolicy/),
    );
  });
});

describe('the tick function', () => {
  it('runs on Node 24 and arm64 and ends before the next minute', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      MemorySize: 512,
      Timeout: 58,
    });
  });

  it('is not retried by Lambda either', () => {
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
    });
  });

  it('knows its stack, account, table and topic', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: {
          FLYBALL_STACK: stackName,
          FLYBALL_ACCOUNT: { Ref: 'AWS::AccountId' },
          FLYBALL_TABLE: { Ref: Match.stringLikeRegexp('^StateTable') },
          FLYBALL_TOPIC_ARN: { Ref: Match.stringLikeRegexp('^AlarmingTopic') },
        },
      },
    });
  });

  it('keeps its logs as long as the parameter says', () => {
    template.hasResourceProperties('AWS::Logs::LogGroup', {
      RetentionInDays: { Ref: 'LogRetentionDays' },
    });
  });
});

describe('the table', () => {
  it('survives its stack, can be restored, and forgets by expiresAt', () => {
    template.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      Properties: {
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        BillingMode: 'PAY_PER_REQUEST',
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        DeletionProtectionEnabled: true,
      },
    });
  });
});
