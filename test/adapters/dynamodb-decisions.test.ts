import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { expect, onTestFinished, test } from 'vitest';
import { createDecisionLog } from '#adapters/dynamodb-decisions.ts';
import { fromItem } from '#adapters/table.ts';
import type { DecisionRecord } from '#lib/decision-record.ts';
import { startTable } from './dynamodb.ts';
import { deadlineIn, idOf } from './sample.ts';

const decision: DecisionRecord = {
  service: idOf('web'),
  atMs: 60_000,
  from: 2,
  to: 4,
  asked: 5,
  urgency: 'high',
  reasons: [{ kind: 'bounded', bound: 'max', limit: 4, asked: 5, source: 'policy' }],
  challenger: { to: 3, asked: 3, reasons: [] },
  outcome: { kind: 'refused', why: 'no capacity' },
  because: ['at most 4 by the policy, asked 5'],
};

test('a decision is one item under its service and moment, kept for 30 days, appended twice or not', async () => {
  const { table, stop } = await startTable();
  onTestFinished(stop);
  const log = createDecisionLog(table);
  await log.append(decision, deadlineIn(20_000));
  await log.append(decision, deadlineIn(20_000));
  const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
  const { service, ...kept } = decision;
  expect(Items.map(fromItem)).toEqual([
    {
      pk: 'SERVICE#123456789012/us-east-1/shop/web',
      sk: 'DECISION#1970-01-01T00:01:00.000Z',
      ...kept,
      expiresAt: 60 + 30 * 86_400,
    },
  ]);
});
