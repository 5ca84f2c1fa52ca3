import { SNSClient } from '@aws-sdk/client-sns';
import { expect, test } from 'vitest';
import { createNotifier } from '#adapters/sns.ts';
import type { Notification } from '#lib/ports.ts';
import { deadlineIn } from './sample.ts';
import { fakeAws } from './with-fake-aws.ts';

const published = async (notification: Partial<Notification>) => {
  const body =
    '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>';
  const aws = await fakeAws({ Publish: () => ({ body }) });
  const notifier = createNotifier(new SNSClient(aws.settings), 'arn:topic');
  await notifier.publish(
    { kind: 'action', severity: 'info', subject: 's', text: 't', detail: {}, ...notification },
    deadlineIn(5_000),
  );
  return aws.calls[0]?.body ?? {};
};

test('text for people comes first, then the same for machines', async () => {
  const body = await published({ text: 'web: 2 to 4', detail: { from: 2, to: 4 } });
  expect(body).toMatchObject({ TopicArn: 'arn:topic', Subject: 's' });
  expect(body['Message']).toBe('web: 2 to 4\n\n{\n  "from": 2,\n  "to": 4\n}');
});

test('a subject is one line of at most 100 ASCII characters', async () => {
  const body = await published({ subject: `café:\n${'x'.repeat(200)}` });
  expect(body['Subject']).toBe(`caf?: ${'x'.repeat(94)}`);
});

test('a message beyond what SNS takes is cut, and says so', async () => {
  const body = await published({ text: '€'.repeat(300_000) });
  const message = String(body['Message']);
  expect(Buffer.byteLength(message)).toBeLessThan(256 * 1024);
  expect(message).toContain('cut at');
});

test('kind and severity are attributes, so that a subscription can take only what is critical', async () => {
  const body = await published({ kind: 'breaker', severity: 'critical' });
  expect(body).toMatchObject({
    'MessageAttributes.entry.1.Name': 'kind',
    'MessageAttributes.entry.1.Value.StringValue': 'breaker',
    'MessageAttributes.entry.2.Name': 'severity',
    'MessageAttributes.entry.2.Value.StringValue': 'critical',
  });
});
