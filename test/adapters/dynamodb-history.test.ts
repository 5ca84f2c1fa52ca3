import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createDecisionLog } from '#adapters/dynamodb-decisions.ts';
import { createDecisionHistory } from '#adapters/dynamodb-history.ts';
import { decisionKey, toItem } from '#adapters/table.ts';
import { keyOf } from '#engine/model.ts';
import type { DecisionRecord } from '#lib/decision-record.ts';
import { startTable } from './dynamodb.ts';
import { deadlineIn, idOf } from './sample.ts';

const deadline = deadlineIn(20_000);
const minuteMs = 60_000;

const decisionAt = (minute: number): DecisionRecord => ({
  service: idOf('web'),
  atMs: minute * minuteMs,
  from: minute,
  to: minute + 1,
  asked: minute + 2,
  urgency: 'low',
  reasons: [{ kind: 'no-opinion' }],
  challenger: { to: minute + 3, asked: minute + 4, reasons: [{ kind: 'no-opinion' }] },
  outcome: { kind: 'acted' },
  because: ['no rule has an opinion'],
});

const started = async () => {
  const { table, stop } = await startTable();
  onTestFinished(stop);
  const warn = vi.fn();
  const log = createDecisionLog(table);
  for (const minute of [1, 2, 3, 4]) await log.append(decisionAt(minute), deadline);
  const history = createDecisionHistory(table, warn);
  const minutes = async (fromMinute: number, toMinute: number, atMost: number) => {
    const range = {
      service: idOf('web'),
      fromMs: fromMinute * minuteMs,
      toMs: toMinute * minuteMs,
      atMost,
    };
    return (await history.read(range, deadline)).map(({ atMs }) => atMs / minuteMs);
  };
  return { table, warn, history, minutes };
};

test('decisions of a stretch of time come oldest first, both ends included', async () => {
  const { minutes } = await started();
  expect(await minutes(2, 3, 10)).toEqual([2, 3]);
});

test('of more decisions than were asked for the newest come', async () => {
  const { minutes } = await started();
  expect(await minutes(0, 9, 2)).toEqual([3, 4]);
});

test('the numbers of both sides come, with what was said and done', async () => {
  const { history } = await started();
  const range = { service: idOf('web'), fromMs: minuteMs, toMs: minuteMs, atMost: 1 };
  expect(await history.read(range, deadline)).toEqual([
    {
      atMs: minuteMs,
      from: 1,
      to: 2,
      asked: 3,
      challenger: { to: 4, asked: 5 },
      outcome: { kind: 'acted' },
      because: ['no rule has an opinion'],
    },
  ]);
});

test('a record of before outcomes were kept is still read', async () => {
  const { table, history } = await started();
  const atMs = 7 * minuteMs;
  const key = decisionKey(keyOf(idOf('web')), atMs);
  const Item = toItem({ ...key, atMs, from: 1, to: 2, asked: 2 });
  await table.client.send(new PutItemCommand({ TableName: table.name, Item }));
  const range = { service: idOf('web'), fromMs: atMs, toMs: atMs, atMost: 1 };
  expect(await history.read(range, deadline)).toMatchObject([{ outcome: null, because: [] }]);
});

test('a record of an unknown shape is left out, with a warning', async () => {
  const { table, warn, minutes } = await started();
  const Item = toItem({ ...decisionKey(keyOf(idOf('web')), 5 * minuteMs), to: 'many' });
  await table.client.send(new PutItemCommand({ TableName: table.name, Item }));
  expect(await minutes(4, 9, 10)).toEqual([4]);
  expect(warn).toHaveBeenCalledWith(expect.stringContaining('unknown shape'));
});
