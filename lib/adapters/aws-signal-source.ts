import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { SignalSource } from '#lib/ports.ts';
import type { clientSettings } from './client-settings.ts';
import { createReadMetrics, type ReadMetrics } from './cloudwatch.ts';
import { createThriftyReadMetrics } from './free-metrics.ts';
import { createFindAttachments } from './load-balancers.ts';
import { createPostQuery } from './promql/post.ts';
import { createPromqlReadMetrics } from './promql/read-metrics.ts';
import { createReadDepths } from './queues.ts';
import { createSignalSource } from './signals.ts';

/** Where metrics are read: CloudWatch itself, or its enriched copies by PromQL, which say whose they are. */
export type MetricPlace =
  | { readonly kind: 'cloudwatch' }
  | { readonly kind: 'promql'; readonly account: string };

const readMetricsFrom = (client: CloudWatchClient, place: MetricPlace): ReadMetrics => {
  const cloudWatch = createThriftyReadMetrics(client, createReadMetrics(client));
  if (place.kind === 'cloudwatch') return cloudWatch;
  const post = createPostQuery(client);
  return createPromqlReadMetrics({ post, account: place.account, others: cloudWatch });
};

/** Every place that signals come from. */
export const createAwsSignalSource = (
  settings: ReturnType<typeof clientSettings>,
  place: MetricPlace = { kind: 'cloudwatch' },
): SignalSource =>
  createSignalSource({
    readMetrics: readMetricsFrom(new CloudWatchClient(settings), place),
    findAttachments: createFindAttachments(new ElasticLoadBalancingV2Client(settings)),
    // Or the host of a queue's URL would be called instead of the endpoint that is set.
    readDepths: createReadDepths(new SQSClient({ ...settings, useQueueUrlAsEndpoint: false })),
  });
