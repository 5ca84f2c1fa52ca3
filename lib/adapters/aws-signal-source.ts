import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { SignalSource } from '#lib/ports.ts';
import type { clientSettings } from './client-settings.ts';
import { createReadMetrics } from './cloudwatch.ts';
import { createThriftyReadMetrics } from './free-metrics.ts';
import { createFindAttachments } from './load-balancers.ts';
import { createReadDepths } from './queues.ts';
import { createSignalSource } from './signals.ts';

/** Every place that signals come from. */
export const createAwsSignalSource = (
  settings: ReturnType<typeof clientSettings>,
): SignalSource => {
  const cloudWatch = new CloudWatchClient(settings);
  return createSignalSource({
    readMetrics: createThriftyReadMetrics(cloudWatch, createReadMetrics(cloudWatch)),
    findAttachments: createFindAttachments(new ElasticLoadBalancingV2Client(settings)),
    // Or the host of a queue's URL would be called instead of the endpoint that is set.
    readDepths: createReadDepths(new SQSClient({ ...settings, useQueueUrlAsEndpoint: false })),
  });
};
