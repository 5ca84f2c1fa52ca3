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

const formsOf = (body: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  JSON.parse(String(body['Message']));

test('people get the text, and queues, functions and endpoints the same as JSON', async () => {
  const body = await published({ text: 'web: 2 to 4', detail: { from: 2, to: 4 } });
  expect(body).toMatchObject({ TopicArn: 'arn:topic', Subject: 's', MessageStructure: 'json' });
  const { default: text = '', sms, ...machines } = formsOf(body);
  expect([text, sms]).toEqual(['web: 2 to 4', 's']);
  expect(Object.keys(machines)).toEqual(['sqs', 'lambda', 'http', 'https']);
  for (const form of Object.values(machines)) {
    expect(JSON.parse(form)).toEqual({
      version: 1,
      kind: 'action',
      severity: 'info',
      subject: 's',
      text: 'web: 2 to 4',
      detail: { from: 2, to: 4 },
    });
  }
});

test.each(['', ' \n\t', '😀'.repeat(80), '<script>"\u0000\u001b[2J', 'x'.repeat(255)])(
  'a subject of %j is made one that SNS takes',
  async (subject) => {
    const body = await published({ subject });
    expect(body['Subject']).toMatch(/^[!-~][ -~]{0,99}$/);
  },
);

test('a subject is one line of at most 100 ASCII characters', async () => {
  const body = await published({ subject: `café:\n${'x'.repeat(200)}` });
  expect(body['Subject']).toBe(`caf?: ${'x'.repeat(94)}`);
});

test.each([
  { what: 'text', notification: { text: '€'.repeat(300_000) } },
  { what: 'data', notification: { detail: { all: '"'.repeat(300_000) } } },
  {
    what: 'text of characters that are escaped twice',
    notification: { text: '\u0000'.repeat(90_000) },
  },
])('$what beyond what SNS takes is cut', async ({ notification }) => {
  const body = await published(notification);
  expect(Buffer.byteLength(String(body['Message']))).toBeLessThan(256 * 1024);
  expect(body['Message']).toMatch(/cut at|cut/);
  expect(() => JSON.parse(formsOf(body)['sqs'] ?? '')).not.toThrow();
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
