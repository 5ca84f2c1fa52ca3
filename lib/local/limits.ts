/** Which operations share which bucket. An operation that is not named here is not limited. */
import type { BucketSize } from './token-buckets.ts';

const ecsServiceModify = { bucket: 'ecs service modify', burst: 50, perSecond: 5 };
const ecsServiceRead = { bucket: 'ecs service read', burst: 100, perSecond: 20 };
const ecsClusterResourceRead = { bucket: 'ecs cluster resource read', burst: 100, perSecond: 20 };
const ecsTaskProtection = { bucket: 'ecs task protection', burst: 200, perSecond: 80 };

export type Limit = BucketSize & { readonly bucket: string };

export const limits: Readonly<Record<string, Limit>> = {
  'ecs:UpdateService': ecsServiceModify,
  'ecs:DescribeServices': ecsServiceRead,
  'ecs:ListServices': ecsServiceRead,
  'ecs:DescribeTasks': ecsClusterResourceRead,
  'ecs:ListTasks': ecsClusterResourceRead,
  'ecs:GetTaskProtection': ecsTaskProtection,
  'ecs:UpdateTaskProtection': ecsTaskProtection,
  // Not documented: the strictest that users report.
  'tag:GetResources': { bucket: 'GetResources', burst: 15, perSecond: 15 },
  'cloudwatch:GetMetricData': { bucket: 'GetMetricData', burst: 50, perSecond: 50 },
  'cloudwatch:QueryMetrics': { bucket: 'QueryMetrics', burst: 300, perSecond: 300 },
  'cloudwatch:GetMetricStatistics': { bucket: 'GetMetricStatistics', burst: 400, perSecond: 400 },
};
