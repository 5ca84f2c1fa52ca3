import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { templateOf } from './stack.ts';

const template = templateOf();

test('a shard that nobody took up within its minute dies, and one that failed twice is kept', () => {
  template.hasResourceProperties('AWS::SQS::Queue', {
    MessageRetentionPeriod: 60,
    VisibilityTimeout: 58,
    RedrivePolicy: Match.objectLike({ maxReceiveCount: 2 }),
  });
});

test('workers take one shard each, answer for each message, and are at most forty', () => {
  template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    BatchSize: 1,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ScalingConfig: { MaximumConcurrency: 40 },
  });
});

test('only the tick may send shards', () => {
  const policies = JSON.stringify(template.findResources('AWS::IAM::Policy'));
  const grants = policies.match(
    /"sqs:SendMessage","Effect":"Allow","Resource":\{"Fn::GetAtt":\["WorkerShards/g,
  );
  expect(grants).toHaveLength(1);
});
