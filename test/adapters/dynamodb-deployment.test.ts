import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDeploymentRecord } from '#adapters/dynamodb-deployment.ts';
import { deploymentKey, type Table, toItem } from '#adapters/table.ts';
import { type Stopping, startTable } from './dynamodb.ts';
import { deadlineIn } from './sample.ts';

const deadline = deadlineIn(20_000);
let server: Stopping;
let table: Table;

beforeAll(async () => {
  const started = await startTable();
  server = started;
  table = started.table;
});
afterAll(() => server.stop());

const deployment = {
  seenMs: 60_000,
  parameters: { FLYBALL_CPU_TARGET: '45' },
  fleetYaml: 'defaults: { min: 2 }\n',
};

test('before anything has run nothing is known, and then what was published last', async () => {
  const record = createDeploymentRecord(table);
  expect(await record.read(deadline)).toBeNull();
  await record.publish(deployment, deadline);
  await record.publish({ ...deployment, seenMs: 120_000, fleetYaml: null }, deadline);
  expect(await record.read(deadline)).toEqual({ ...deployment, seenMs: 120_000, fleetYaml: null });
});

test('an item that is none of ours is refused', async () => {
  const foreign = toItem({ ...deploymentKey, parameters: 'all' });
  await table.client.send(new PutItemCommand({ TableName: table.name, Item: foreign }));
  await expect(createDeploymentRecord(table).read(deadline)).rejects.toThrow();
});
