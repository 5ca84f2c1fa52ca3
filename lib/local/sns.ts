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
  readonly message: string;
};

const operation = operationsOf('InvalidParameter');

const maxMessageBytes = 256 * 1024;

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
  }),
  ({ TopicArn: topicArn, Subject: subject, Message: message }, context) => {
    const { account, region } = context.home;
    const known = context.topics.map((topic) => `arn:aws:sns:${region}:${account}:${topic}`);
    if (!known.includes(topicArn)) throw new AwsError('NotFound', 'Topic does not exist', 404);
    if (Buffer.byteLength(message) > maxMessageBytes) {
      throw new AwsError('InvalidParameter', 'Invalid parameter: Message too long');
    }
    context.publish({ atMs: context.nowMs, topicArn, subject, message });
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
