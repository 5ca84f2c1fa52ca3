/** What was decided and why, for 30 days. The same decision appended twice is one item. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { keyOf } from '#engine/model.ts';
import type { DecisionLog } from '#lib/ports.ts';
import { recordWithoutSecrets } from '#lib/redact.ts';
import { call } from './call.ts';
import { decisionKey, expiry, type Table, toItem } from './table.ts';

export const createDecisionLog = ({ client, name }: Table): DecisionLog => ({
  append: async ({ service, ...record }, deadline) => {
    const key = decisionKey(keyOf(service), record.atMs);
    const command = new PutItemCommand({
      TableName: name,
      Item: toItem({ ...key, ...recordWithoutSecrets(record), expiresAt: expiry(record.atMs) }),
    });
    const what = `DynamoDB PutItem decision of ${keyOf(service)}`;
    await call(what, deadline, (options) => client.send(command, options));
  },
});
