import { request } from 'node:http';
import {
  BatchGetItemCommand,
  CreateTableCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { ListServicesCommand } from '@aws-sdk/client-ecs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Fixture, failure, startFixture } from './fixture.ts';

let local: Fixture;

beforeEach(async () => {
  local = await startFixture({ services: [{ cluster: 'main', name: 'web', desired: 1 }] });
});

afterEach(() => local.stop());

const key = (sk: string) => ({ pk: { S: 'a' }, sk: { S: sk } });

describe('DynamoDB', () => {
  const put = (sk: string, condition?: string) =>
    local.clients.dynamodb.send(
      new PutItemCommand({
        TableName: 'state',
        Item: key(sk),
        ...(condition === undefined ? {} : { ConditionExpression: condition }),
      }),
    );

  beforeEach(() =>
    local.clients.dynamodb.send(
      new CreateTableCommand({
        TableName: 'state',
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'sk', AttributeType: 'S' },
        ],
      }),
    ),
  );

  test('answers on the same port', async () => {
    await put('1');
    await put('2');
    const { Items } = await local.clients.dynamodb.send(
      new QueryCommand({
        TableName: 'state',
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: 'a' } },
      }),
    );
    expect(Items).toEqual([key('1'), key('2')]);
    expect(local.calls.get('dynamodb:PutItem')).toBe(2);
  });

  test('of a hundred conditional writes at once, one wins', async () => {
    const writes = Array.from({ length: 100 }, () =>
      put('claim', 'attribute_not_exists(pk)').then(
        () => 'won',
        (error: Error) => error.name,
      ),
    );
    const outcomes = await Promise.all(writes);
    expect(outcomes.filter((outcome) => outcome === 'won')).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(['won', 'ConditionalCheckFailedException']));
  });

  test('partial leaves half of a batch unprocessed', async () => {
    for (const sk of ['1', '2', '3']) await put(sk);
    local.faults.set({ operation: 'dynamodb:BatchGetItem', kind: 'partial', count: 1 });
    const answer = await local.clients.dynamodb.send(
      new BatchGetItemCommand({ RequestItems: { state: { Keys: ['1', '2', '3'].map(key) } } }),
    );
    expect(answer.Responses?.['state']).toHaveLength(2);
    expect(answer.UnprocessedKeys).toEqual({ state: { Keys: [key('3')] } });
  });
});

describe('the port', () => {
  const post = async (headers: Record<string, string>, body: string) => {
    const response = await fetch(local.url, { method: 'POST', headers, body });
    return { status: response.status, text: await response.text() };
  };

  test.each([
    ['an unknown target', { 'x-amz-target': 'Nope.DoIt' }, '{}', 'UnknownOperationException'],
    [
      'an operation that a service has but we do not',
      { 'x-amz-target': 'AmazonEC2ContainerServiceV20141113.DeleteCluster' },
      '{}',
      'UnknownOperationException',
    ],
    ['a form of no service', {}, 'Action=Publish&Version=1999-01-01', 'UnknownOperationException'],
    [
      'a body that is not JSON',
      { 'x-amz-target': 'AmazonEC2ContainerServiceV20141113.ListServices' },
      '{',
      'SerializationException',
    ],
  ])('%s is refused', async (_, headers, body, code) => {
    const answer = await post(headers, body);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(code);
  });

  test('survives a client that hangs up half-way', async () => {
    const { hostname, port } = new URL(local.url);
    await new Promise<void>((resolve) => {
      const half = request({ hostname, port, method: 'POST', headers: { 'content-length': 100 } });
      half.on('error', () => resolve());
      half.write('{', () => half.destroy(new Error('gone')));
    });
    const command = new ListServicesCommand({ cluster: 'main' });
    await expect(local.clients.ecs.send(command)).resolves.toBeDefined();
  });

  test('stops although a call is never answered', async () => {
    local.faults.set({ operation: 'ecs:ListServices', kind: 'timeout' });
    const call = failure(local.clients.ecs.send(new ListServicesCommand({ cluster: 'main' })));
    while (local.calls.size === 0) await new Promise((resolve) => setImmediate(resolve));
    await local.stop();
    expect(await call).toBeInstanceOf(Error);
    local = await startFixture({});
  });
});
