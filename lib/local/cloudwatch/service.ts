/** Amazon CloudWatch. */
import type { Service } from '../service.ts';
import { getMetricData } from './get-metric-data.ts';
import { getMetricStatistics } from './get-metric-statistics.ts';

export const cloudwatch: Service = {
  name: 'cloudwatch',
  wire: {
    kind: 'json',
    target: 'GraniteServiceVersion20100801',
    version: '1.0',
    queryCodes: { ThrottlingException: 'Throttling', InternalServiceFault: 'InternalServiceError' },
  },
  throttled: { code: 'ThrottlingException', status: 400 },
  internal: { code: 'InternalServiceFault', status: 500 },
  operations: { GetMetricData: getMetricData, GetMetricStatistics: getMetricStatistics },
};
