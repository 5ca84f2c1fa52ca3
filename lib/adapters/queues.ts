/** The depth of queues, read from SQS itself: CloudWatch has it a minute late, and for a queue that woke up up to 15. */
import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import pLimit from 'p-limit';
import * as z from 'zod';
import type { Deadline } from '#lib/ports.ts';
import { textOf } from './aws-error.ts';
import { call } from './call.ts';

export type Depth =
  | { readonly kind: 'messages'; readonly count: number }
  | { readonly kind: 'failed'; readonly cause: string };

export type ReadDepths = (
  queueUrls: readonly string[],
  deadline: Deadline,
) => Promise<ReadonlyMap<string, Depth>>;

const callsAtOnce = 10;

/** Coercion would take an empty text for 0. */
const countSchema = z.string().regex(/^\d+$/, 'must be a whole number').transform(Number);

const attributesSchema = z.object({
  ApproximateNumberOfMessages: countSchema,
  ApproximateNumberOfMessagesNotVisible: countSchema,
});

/** Messages in flight count: their worker is busy with them, and they come back if it dies. */
const readDepth = async (
  client: SQSClient,
  queueUrl: string,
  deadline: Deadline,
): Promise<Depth> => {
  const command = new GetQueueAttributesCommand({
    QueueUrl: queueUrl,
    AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
  });
  const what = `SQS GetQueueAttributes ${queueUrl}`;
  try {
    const { Attributes } = await call(what, deadline, (options) => client.send(command, options));
    const counts = attributesSchema.safeParse(Attributes);
    if (!counts.success)
      return { kind: 'failed', cause: `${what}: ${z.prettifyError(counts.error)}` };
    const { ApproximateNumberOfMessages: waiting } = counts.data;
    const { ApproximateNumberOfMessagesNotVisible: inFlight } = counts.data;
    return { kind: 'messages', count: waiting + inFlight };
  } catch (error) {
    return { kind: 'failed', cause: textOf(error) };
  }
};

export const createReadDepths =
  (client: SQSClient): ReadDepths =>
  async (queueUrls, deadline) =>
    new Map(
      await pLimit(callsAtOnce).map(
        new Set(queueUrls),
        async (url) => [url, await readDepth(client, url, deadline)] as const,
      ),
    );
