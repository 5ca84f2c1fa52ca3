/** Amazon SNS: what is published is kept for whoever looks. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { AwsError } from './aws-error.ts';
import { operationsOf } from './operation.ts';
import type { Service } from './service.ts';

export type Published = {
  readonly atMs: number;
  readonly topicArn: string;
  readonly subject: string | undefined;
  /** As people get it. */
  readonly message: string;
  /** As queues, functions and endpoints get it, where that differs. */
  readonly forms: Readonly<Record<string, string>>;
};

const operation = operationsOf('InvalidParameter');

const maxMessageBytes = 256 * 1024;

const formsSchema = z.object({ default: z.string() }).catchall(z.string());

/** One form a protocol, `default` for all that have none. */
const formsIn = (message: string): z.infer<typeof formsSchema> => {
  try {
    return formsSchema.parse(JSON.parse(message));
  } catch {
    // As SNS says it; what was wrong with the JSON it keeps to itself.
    const text = 'Invalid parameter: Message Structure - JSON message body failed to parse';
    throw new AwsError('InvalidParameter', text);
  }
};

const publish = operation(
  z.object({
    TopicArn: z.string(),
    // SNS refuses longer subjects, line breaks and control characters.
    Subject: z
      .string()
      .min(1)
      .max(100)
      .regex(/^[\x20-\x7e]+$/)
      .optional(),
    Message: z.string().min(1),
    MessageStructure: z.literal('json').optional(),
  }),
  ({ TopicArn: topicArn, Subject: subject, Message: whole, MessageStructure }, context) => {
    const { account, region } = context.home;
    const known = context.topics.map((topic) => `arn:aws:sns:${region}:${account}:${topic}`);
    if (!known.includes(topicArn)) throw new AwsError('NotFound', 'Topic does not exist', 404);
    if (Buffer.byteLength(whole) > maxMessageBytes) {
      throw new AwsError('InvalidParameter', 'Invalid parameter: Message too long');
    }
    const { default: message, ...forms } =
      MessageStructure === 'json' ? formsIn(whole) : { default: whole };
    context.publish({ atMs: context.nowMs, topicArn, subject, message, forms });
    return { MessageId: randomUUID() };
  },
);

export const sns: Service = {
  name: 'sns',
  wire: {
    kind: 'query',
    version: '2010-03-31',
    namespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
  },
  throttled: { code: 'Throttled', status: 429 },
  internal: { code: 'InternalError', status: 500 },
  operations: { Publish: publish },
};
