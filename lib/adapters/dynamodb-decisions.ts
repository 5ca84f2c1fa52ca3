/** What was decided and why, for 30 days. The same decision appended twice is one item. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { keyOf } from '#engine/model.ts';
import type { DecisionLog } from '#lib/ports.ts';
import { call } from './call.ts';
import { decisionKey, expiry, type Table, toItem } from './table.ts';

export const createDecisionLog = ({ client, name }: Table): DecisionLog => ({
  append: async (decision, deadline) => {
    const { service, ...outcome } = decision;
    const key = decisionKey(keyOf(service), decision.atMs);
    const command = new PutItemCommand({
      TableName: name,
      Item: toItem({ ...key, ...outcome, expiresAt: expiry(decision.atMs) }),
    });
    const what = `DynamoDB PutItem decision of ${keyOf(service)}`;
    await call(what, deadline, (options) => client.send(command, options));
  },
});
