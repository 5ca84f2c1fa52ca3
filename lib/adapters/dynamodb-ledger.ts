/**
 * The ledger of a divided fleet: one item under a version, compressed, since it is written by every shard of a tick.
 * Twenty shards that write at once are each other's conflict, so whoever loses waits a little and at random.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { Ledger } from '#engine/fleet/ledger.ts';
import type { Deadline } from '#lib/ports.ts';
import type { LedgerBook } from '#lib/shards/ports.ts';
import { call } from './call.ts';
import { ifVersion, putIf } from './conditional-put.ts';
import { fromItem, type Key, type Table, toItem } from './table.ts';

const key: Key = { pk: 'FLEET', sk: 'LEDGER' };

const room = { tasks: z.number().min(0), vcpu: z.number().min(0) };

const ledgerSchema = z.object({
  split: z.string(),
  splitSinceMs: z.number(),
  shards: z.record(
    z.string(),
    z.object({
      tickMs: z.number(),
      tasks: z.number().min(0),
      running: z.number().min(0),
      blind: z.number().min(0),
      groups: z.record(
        z.string(),
        z.object({ ...room, grants: z.array(z.object({ ...room, tickMs: z.number() })) }),
      ),
      hindered: z.array(z.string()),
    }),
  ),
  spent: z.object({ tickMs: z.number(), removed: z.number(), started: z.number() }),
});

const itemSchema = z.object({ version: z.number(), body: z.instanceof(Uint8Array) });

/** An item holds 400 KB. Forty shards that all have members of a hundred groups come to 60. */
const largestItemBytes = 390_000;
/** Compressed, it comes to a sixth. */
const largestTextBytes = 20_000_000;

type Loaded = { readonly ledger: Ledger | null; readonly version: number };

const load = async ({ client, name }: Table, deadline: Deadline): Promise<Loaded> => {
  const command = new GetItemCommand({ TableName: name, Key: toItem(key), ConsistentRead: true });
  const { Item } = await call('DynamoDB GetItem the ledger of the shards', deadline, (options) =>
    client.send(command, options),
  );
  if (Item === undefined) return { ledger: null, version: 0 };
  const { version, body } = itemSchema.parse(fromItem(Item));
  const json = gunzipSync(body, { maxOutputLength: largestTextBytes }).toString();
  return { ledger: ledgerSchema.parse(JSON.parse(json)), version };
};

const bodyOf = (ledger: Ledger): Buffer => {
  const body = gzipSync(JSON.stringify(ledger));
  if (body.length <= largestItemBytes) return body;
  const count = Object.keys(ledger.shards).length;
  throw new Error(
    `The ledger of ${count} shards has ${body.length} bytes, more than the ${largestItemBytes} that an item has room for; raise ShardSize, or have fewer groups`,
  );
};

const save = async (
  table: Table,
  ledger: Ledger,
  version: number,
  deadline: Deadline,
): Promise<boolean> =>
  putIf(
    table,
    {
      what: `ledger of the shards, version ${version + 1}`,
      key,
      attributes: { version: version + 1, body: bodyOf(ledger) },
      ...ifVersion(version),
    },
    deadline,
  );

/** Of a hundred shards at once somebody gets through every 10 ms. */
const attemptsAtMost = 50;
const waitAtMostMs = 200;

/** What waits longer keeps the shard from acting at all. */
const reserveMs = 5_000;

const pause = (attempt: number, { signal }: Deadline): Promise<void> =>
  sleep(Math.random() * Math.min(waitAtMostMs, 10 * (attempt + 1)), undefined, { signal }).catch(
    () => undefined,
  );

export const createLedgerBook = (table: Table): LedgerBook => ({
  update: async (change, deadline) => {
    for (let attempt = 0; attempt < attemptsAtMost; attempt += 1) {
      const loaded = await load(table, deadline);
      const { ledger, answer } = change(loaded.ledger);
      if (ledger === null) return { kind: 'done', answer };
      if (await save(table, ledger, loaded.version, deadline)) return { kind: 'done', answer };
      if (deadline.remainingMs() < reserveMs) break;
      await pause(attempt, deadline);
    }
    return { kind: 'contended' };
  },
});
