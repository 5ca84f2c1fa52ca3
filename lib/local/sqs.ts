/** Amazon SQS: how deep the world's queues are, and the queues that wake functions. */
import { createHash, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { type QueueRun, waitingCount } from '#simulator/plant/queue.ts';
import type { ServiceRun } from '#simulator/plant/service-run.ts';
import type { Home } from './arns.ts';
import { AwsError } from './aws-error.ts';
import { type LocalContext, operationsOf } from './operation.ts';
import type { Polled } from './polled-queue.ts';
import type { Service } from './service.ts';

const operation = operationsOf('InvalidParameterValue');

type Found = { readonly run: ServiceRun; readonly queue: QueueRun };

const missing = (): AwsError =>
  new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');

const find = (name: string, { world }: LocalContext): Found => {
  for (const run of world.services()) {
    if (run.queue?.setup.name === name) return { run, queue: run.queue };
  }
  throw missing();
};

const largestBatchBytes = 1_048_576;

/** The SDK compares it with its own. */
const md5 = (body: string): string => createHash('md5').update(body).digest('hex');

/** Account and queue are the last two parts of the path, whatever host stands before them. */
const nameIn = (url: string, context: LocalContext): string => {
  const [, account, name] = /\/(\d{12})\/([\w-]{1,80}(?:\.fifo)?)$/.exec(url) ?? [];
  if (name === undefined || account !== context.home.account) {
    throw missing();
  }
  return name;
};

/** What a queue may have and ours do not: asking for it is fine, and yields nothing. */
const unset: readonly string[] = [
  'Policy',
  'RedrivePolicy',
  'RedriveAllowPolicy',
  'KmsMasterKeyId',
];

const attributes = ({ run, queue }: Found, home: Home): Readonly<Record<string, string>> => ({
  QueueArn: `arn:aws:sqs:${home.region}:${home.account}:${queue.setup.name}`,
  CreatedTimestamp: String(Math.floor(run.createdMs / 1000)),
  DelaySeconds: '0',
  MessageRetentionPeriod: '345600',
  ApproximateNumberOfMessages: String(waitingCount(queue)),
  ApproximateNumberOfMessagesNotVisible: String(
    run.tasks.filter((task) => task.job !== null).length,
  ),
  ApproximateNumberOfMessagesDelayed: '0',
  VisibilityTimeout: '30',
});

const getQueueAttributes = operation(
  z.object({ QueueUrl: z.string(), AttributeNames: z.array(z.string()).default([]) }),
  ({ QueueUrl, AttributeNames: asked }, context) => {
    const all = attributes(find(nameIn(QueueUrl, context), context), context.home);
    const known = ['All', ...Object.keys(all), ...unset];
    const unknown = asked.find((name) => !known.includes(name));
    if (unknown !== undefined) {
      throw new AwsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
    }
    const given = Object.entries(all).filter(
      ([name]) => asked.includes('All') || asked.includes(name),
    );
    return { Attributes: Object.fromEntries(given) };
  },
);

const getQueueUrl = operation(z.object({ QueueName: z.string() }), ({ QueueName }, context) => {
  find(QueueName, context);
  return { QueueUrl: `${context.origin}/${context.home.account}/${QueueName}` };
});

const sendMessageBatch = operation(
  z.object({
    QueueUrl: z.string(),
    Entries: z
      .array(
        z.object({
          Id: z.string(),
          MessageBody: z.string().min(1),
          DelaySeconds: z.int().min(0).max(900).default(0),
        }),
      )
      .min(1)
      .max(10),
  }),
  ({ QueueUrl, Entries: entries }, context) => {
    const mailbox = context.mailboxes.get(nameIn(QueueUrl, context));
    if (mailbox === undefined) throw missing();
    const bytes = entries.reduce((sum, { MessageBody }) => sum + Buffer.byteLength(MessageBody), 0);
    if (bytes > largestBatchBytes) {
      const message = `Batch requests cannot be longer than ${largestBatchBytes} bytes.`;
      throw new AwsError('BatchRequestTooLong', message);
    }
    const sent = entries.map(({ Id, MessageBody: body, DelaySeconds: delaySeconds }) => {
      const messageId = randomUUID();
      mailbox.put({ messageId, body }, delaySeconds);
      return { Id, MessageId: messageId, MD5OfMessageBody: md5(body) };
    });
    return { Successful: sent, Failed: [] };
  },
);

const polledIn = (url: string, context: LocalContext): Polled => {
  const polled = context.mailboxes.get(nameIn(url, context))?.polled;
  if (polled === undefined) throw missing();
  return polled;
};

const receiveMessage = operation(
  z.object({ QueueUrl: z.string(), MaxNumberOfMessages: z.int().min(1).max(10).default(1) }),
  ({ QueueUrl, MaxNumberOfMessages: most }, context) => ({
    Messages: polledIn(QueueUrl, context)
      .receive(most)
      .map(({ messageId, receiptHandle, body }) => ({
        MessageId: messageId,
        ReceiptHandle: receiptHandle,
        Body: body,
        MD5OfBody: md5(body),
      })),
  }),
);

const deleteMessageBatch = operation(
  z.object({
    QueueUrl: z.string(),
    Entries: z
      .array(z.object({ Id: z.string(), ReceiptHandle: z.string() }))
      .min(1)
      .max(10),
  }),
  ({ QueueUrl, Entries: entries }, context) => {
    const polled = polledIn(QueueUrl, context);
    // A message that is gone already counts as deleted.
    for (const { ReceiptHandle } of entries) polled.remove(ReceiptHandle);
    return { Successful: entries.map(({ Id }) => ({ Id })), Failed: [] };
  },
);

export const sqs: Service = {
  name: 'sqs',
  wire: {
    kind: 'json',
    target: 'AmazonSQS',
    version: '1.0',
    queryCodes: { QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue' },
  },
  throttled: { code: 'RequestThrottled', status: 403 },
  internal: { code: 'InternalFailure', status: 500 },
  operations: {
    GetQueueAttributes: getQueueAttributes,
    GetQueueUrl: getQueueUrl,
    SendMessageBatch: sendMessageBatch,
    ReceiveMessage: receiveMessage,
    DeleteMessageBatch: deleteMessageBatch,
  },
};
