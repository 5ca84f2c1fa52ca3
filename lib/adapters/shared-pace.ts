/**
 * A rate limit that several functions keep together: tokens lie in an item, and each function takes a few at a time. ECS
 * counts the calls of an account and region whoever makes them, so forty workers that each kept the limit for
 * themselves would exceed it forty times. When the table fails each keeps to it alone, as it did before there were others.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { Home } from '#config/fleet.ts';
import type { Deadline } from '#lib/ports.ts';
import { call } from './call.ts';
import { putIf } from './conditional-put.ts';
import { createPace, type Pace } from './pace.ts';
import { fromItem, type Key, type Table, toItem } from './table.ts';

export type SharedPaceOptions = {
  readonly table: Table;
  readonly home: Home;
  /** What is paced, such as `update`. */
  readonly name: string;
  readonly burst: number;
  readonly perSecond: number;
  /** Tokens taken at once: what one function may hold while another waits. */
  readonly atOnce: number;
  /** All functions must agree on it. @default Date.now */
  readonly nowMs?: () => number;
  /** @default a timer */
  readonly wait?: (ms: number, deadline: Deadline) => Promise<void>;
};

const bucketSchema = z.object({ level: z.number(), atMs: z.number(), version: z.number() });

type Bucket = z.infer<typeof bucketSchema>;

const waitOnTimer = (ms: number, { signal }: Deadline): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => undefined);

const load = async ({ client, name }: Table, key: Key, deadline: Deadline) => {
  const command = new GetItemCommand({ TableName: name, Key: toItem(key), ConsistentRead: true });
  const { Item } = await call(`DynamoDB GetItem ${key.pk} ${key.sk}`, deadline, (options) =>
    client.send(command, options),
  );
  return Item === undefined ? null : bucketSchema.parse(fromItem(Item));
};

const take = (table: Table, key: Key, next: Bucket, deadline: Deadline): Promise<boolean> =>
  putIf(
    table,
    {
      what: `${key.pk} ${key.sk}`,
      key,
      attributes: next,
      ...(next.version === 1
        ? { condition: 'attribute_not_exists(pk)' }
        : { condition: 'version = :loaded', values: { ':loaded': next.version - 1 } }),
    },
    deadline,
  );

/** Losers of a race for the item come back at random within this. */
const afterRaceMs = 100;

/** Lost races for the item; of forty functions at once somebody gets through every 10 ms. */
const racesAtMost = 60;

/** Whole tokens, none when they would not be there before the deadline. */
const lease = async (options: SharedPaceOptions, deadline: Deadline): Promise<number> => {
  const { table, home, name, burst, perSecond, atOnce } = options;
  const { nowMs = Date.now, wait = waitOnTimer } = options;
  const key: Key = { pk: 'PACE', sk: `${home.account}/${home.region}#${name}` };
  for (let races = 0; races < racesAtMost; ) {
    const held = await load(table, key, deadline);
    const now = nowMs();
    const { level, atMs, version } = held ?? { level: burst, atMs: now, version: 0 };
    // A clock that is behind another function's must not take back what that one saw refilled.
    const refilledMs = Math.max(0, now - atMs);
    const there = Math.min(burst, level + (refilledMs / 1000) * perSecond);
    // Whole milliseconds: a wait of less would not move the clock.
    const waitMs = there >= 1 ? 0 : Math.ceil(((1 - there) / perSecond) * 1000);
    if (waitMs > deadline.remainingMs()) return 0;
    if (waitMs > 0) {
      await wait(waitMs, deadline);
      continue;
    }
    const taken = Math.min(atOnce, Math.floor(there));
    const next = { level: there - taken, atMs: Math.max(atMs, now), version: version + 1 };
    if (await take(table, key, next, deadline)) return taken;
    races += 1;
    await wait(Math.random() * afterRaceMs, deadline);
  }
  return 0;
};

export const createSharedPace = (options: SharedPaceOptions): Pace => {
  const alone = createPace({ burst: options.atOnce, perSecond: options.perSecond });
  let tokens = 0;
  /** One lease at a time, in the order of asking. */
  let turn: Promise<unknown> = Promise.resolve();
  const next = async (deadline: Deadline): Promise<boolean> => {
    if (tokens === 0) tokens = await lease(options, deadline);
    if (tokens === 0) return false;
    tokens -= 1;
    return true;
  };
  return (deadline) => {
    const mine = turn.then(() => next(deadline)).catch(() => alone(deadline));
    turn = mine;
    return mine;
  };
};
