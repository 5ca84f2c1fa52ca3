import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { createTickClaims } from '#adapters/dynamodb-claims.ts';
import { createStateStore } from '#adapters/dynamodb-states.ts';
import { stateAttributes } from '#adapters/state-schema.ts';
import { stateKey, toItem } from '#adapters/table.ts';
import { keyOf } from '#engine/model.ts';
import { type Answer, refusal } from './fake-aws.ts';
import { deadlineIn, idOf, stateOf } from './sample.ts';
import { fakeAws } from './with-fake-aws.ts';

const deadline = deadlineIn(60_000);

/** Takes the first put, loses its answer, and refuses the second because of the first. */
const losingFirstAnswer = (holder: 'itself' | 'another'): Readonly<Record<string, Answer>> => {
  let held: unknown;
  return {
    PutItem: ({ Item }, count) => {
      if (count > 1) return refusal('ConditionalCheckFailedException');
      held = Item;
      return refusal('InternalServerError', 500);
    },
    GetItem: () => ({ body: { Item: holder === 'itself' ? held : { writeId: { S: 'other' } } } }),
  };
};

const tableOf = async (answers: Readonly<Record<string, Answer>>) => {
  const aws = await fakeAws(answers);
  return { aws, table: { client: new DynamoDBClient(aws.settings), name: 'flyball' } };
};

test('a claim whose answer was lost is known to be its own', async () => {
  const { table } = await tableOf(losingFirstAnswer('itself'));
  expect(await createTickClaims(table).claim('0', 60_000, deadline)).toBe(true);
});

test('a claim that another won meanwhile is lost', async () => {
  const { table } = await tableOf(losingFirstAnswer('another'));
  expect(await createTickClaims(table).claim('0', 60_000, deadline)).toBe(false);
});

test('a save whose answer was lost is no conflict', async () => {
  const { table } = await tableOf(losingFirstAnswer('itself'));
  expect(await createStateStore(table).save(idOf('web'), stateOf(), 3, deadline)).toBe('saved');
});

const stored = (name: string) =>
  toItem({ ...stateKey(keyOf(idOf(name))), ...stateAttributes(stateOf(), 1), writeId: 'w' });

const keyed = (name: string) => toItem(stateKey(keyOf(idOf(name))));

test('keys that a batch leaves over are asked for again, and only those', async () => {
  const { aws, table } = await tableOf({
    BatchGetItem: (_, count) => ({
      body: {
        Responses: { flyball: count === 1 ? [stored('web')] : [stored('api')] },
        UnprocessedKeys: count === 1 ? { flyball: { Keys: [keyed('api')] } } : {},
      },
    }),
  });
  const recalled = await createStateStore(table).load([idOf('web'), idOf('api')], deadline);
  expect([...recalled.values()].map(({ kind }) => kind)).toEqual(['found', 'found']);
  expect(aws.calls[1]?.body['RequestItems']).toMatchObject({ flyball: { Keys: [keyed('api')] } });
});

test('keys that stay over fail their services alone, which are not taken for new', async () => {
  const soon = deadlineIn(500);
  const { table } = await tableOf({
    BatchGetItem: (_, count) => ({
      body: {
        Responses: { flyball: count === 1 ? [stored('web')] : [] },
        UnprocessedKeys: { flyball: { Keys: [keyed('api')] } },
      },
    }),
  });
  const recalled = await createStateStore(table).load([idOf('web'), idOf('api')], soon);
  expect(recalled.get(keyOf(idOf('web')))).toMatchObject({ kind: 'found' });
  expect(recalled.get(keyOf(idOf('api')))).toMatchObject({
    kind: 'failed',
    cause: expect.stringContaining('left 1 keys unprocessed'),
  });
});
