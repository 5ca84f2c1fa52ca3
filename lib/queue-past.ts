/** A queue's depth over time. SQS itself says only what is there now; the past is in CloudWatch, by the queue's name. */
import type { Read } from '#engine/plan-reads.ts';

export const pastDepth = (queueUrl: string): Read['definition'] => ({
  kind: 'custom',
  per: 'service',
  namespace: 'AWS/SQS',
  metric: 'ApproximateNumberOfMessagesVisible',
  dimensions: { QueueName: queueUrl.split('/').at(-1) ?? queueUrl },
  statistic: 'Maximum',
});
