/** Amazon DynamoDB, as far as dynalite, which does the work, knows it. */
import type { Service } from './service.ts';

const unused = (): never => {
  throw new Error('DynamoDB operations are answered by dynalite, not by a handler');
};

/** What dynalite can do. */
const operations = [
  'BatchGetItem',
  'BatchWriteItem',
  'CreateTable',
  'DeleteItem',
  'DeleteTable',
  'DescribeTable',
  'DescribeTimeToLive',
  'GetItem',
  'ListTables',
  'PutItem',
  'Query',
  'Scan',
  'TagResource',
  'UntagResource',
  'ListTagsOfResource',
  'UpdateItem',
  'UpdateTable',
] as const;

export const dynamodb: Service = {
  name: 'dynamodb',
  wire: { kind: 'json', target: 'DynamoDB_20120810', version: '1.0', queryCodes: null },
  throttled: { code: 'ThrottlingException', status: 400 },
  internal: { code: 'InternalServerError', status: 500 },
  operations: Object.fromEntries(operations.map((name) => [name, unused])),
};
