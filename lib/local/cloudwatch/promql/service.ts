/** The Prometheus-compatible side of Amazon CloudWatch. */
import type { Service } from '../../service.ts';
import { queryMetrics } from './query-metrics.ts';

export const cloudwatchPromql: Service = {
  name: 'cloudwatch',
  wire: { kind: 'promql', paths: { '/api/v1/query_range': 'QueryMetrics' } },
  throttled: { code: 'ThrottlingException', status: 429 },
  internal: { code: 'internal', status: 500 },
  operations: { QueryMetrics: queryMetrics },
};
