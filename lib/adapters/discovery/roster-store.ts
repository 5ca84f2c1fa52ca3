/**
 * The roster in the table, so that a cold start costs one query instead of 200 calls. Services lie in buckets by a hash
 * of their names: one more service rewrites one bucket, and a mixture of two sweeps is still a list of services that
 * were tagged minutes ago.
 */
import { QueryCommand } from '@aws-sdk/client-dynamodb';
import pLimit from 'p-limit';
import * as z from 'zod';
import type { Home } from '#config/fleet.ts';
import { homeKeyOf } from '#config/homes.ts';
import { keyOf } from '#engine/model.ts';
import { stableHash } from '#engine/stable-hash.ts';
import type { Deadline, TaggedService } from '#lib/ports.ts';
import { call } from '../call.ts';
import { putIf } from '../conditional-put.ts';
import { allPages, type Page } from '../paging.ts';
import type { Warn } from '../refreshed.ts';
import { serviceIdOfKey } from '../service-key.ts';
import { fromItem, type Item, type Table, toItem } from '../table.ts';
import { membershipIn } from './membership.ts';
import type { Roster } from './roster.ts';

export type RosterStore = {
  /** `null`: none was kept. */
  readonly load: (deadline: Deadline) => Promise<Roster | null>;
  readonly save: (roster: Roster, deadline: Deadline) => Promise<void>;
};

/** Each account and region has its own; that of the stack itself was there before there were others. */
const pkOf = (home: Home | null): string =>
  home === null ? 'ROSTER' : `ROSTER#${homeKeyOf(home)}`;
const sweptSk = 'SWEPT';
/** 20,000 services make buckets of 300, some 25 KB each. */
const buckets = 64;
/** An item holds 400 KB. */
const largestBucketBytes = 350_000;
const writesAtOnce = 8;
/** A page of a query is 1 MB. */
const pagesAtMost = buckets;

const sweptSchema = z.object({ sweptMs: z.number() });
const bucketSchema = z.object({
  services: z.array(z.object({ key: z.string(), tags: z.record(z.string(), z.string()) })),
});

type Kept = z.infer<typeof bucketSchema>['services'];

const bucketSk = (index: number): string => `BUCKET#${String(index).padStart(2, '0')}`;

const bucketsOf = ({ services }: Roster): ReadonlyMap<string, Kept> => {
  const kept = new Map(
    Array.from({ length: buckets }, (_, index): [string, Kept] => [bucketSk(index), []]),
  );
  for (const { id, membership } of services.values()) {
    const key = keyOf(id);
    kept.get(bucketSk(stableHash(key) % buckets))?.push({ key, tags: { ...membership } });
  }
  for (const each of kept.values()) each.sort((a, b) => (a.key < b.key ? -1 : 1));
  return kept;
};

const servicesIn = (kept: Kept): readonly TaggedService[] =>
  kept.flatMap(({ key, tags }) => {
    const id = serviceIdOfKey(key);
    return id === null ? [] : [{ id, membership: membershipIn(tags) }];
  });

const pageFrom =
  ({ client, name }: Table, pk: string, deadline: Deadline) =>
  async (start: Item | undefined): Promise<Page<Item, Item>> => {
    const command = new QueryCommand({
      TableName: name,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: toItem({ ':pk': pk }),
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    const what = 'DynamoDB Query the list of tagged services';
    const { Items = [], LastEvaluatedKey } = await call(what, deadline, (options) =>
      client.send(command, options),
    );
    return { items: Items, next: LastEvaluatedKey };
  };

const rosterOf = (items: readonly Item[]): Roster | null => {
  const bySk = new Map(items.map((item) => [item['sk']?.S, item]));
  const swept = bySk.get(sweptSk);
  if (swept === undefined) return null;
  const services = [...bySk].flatMap(([sk, item]) =>
    sk?.startsWith('BUCKET#') ? servicesIn(bucketSchema.parse(fromItem(item)).services) : [],
  );
  return {
    services: new Map(services.map((each) => [keyOf(each.id), each])),
    ...sweptSchema.parse(fromItem(swept)),
  };
};

export const createRosterStore = (
  table: Table,
  warn: Warn,
  /** `null`: the stack's own. */
  home: Home | null,
): RosterStore => {
  const pk = pkOf(home);
  /** What the table holds, as far as this function knows, so that only changes are written. */
  const held = new Map<string, string>();
  const remember = (sk: string, kept: Kept): void => {
    held.set(sk, JSON.stringify(kept));
  };
  const put = (sk: string, attributes: Readonly<Record<string, unknown>>, deadline: Deadline) =>
    putIf(
      table,
      {
        what: `list of tagged services, ${sk}`,
        key: { pk, sk },
        attributes,
        // A sweep that began earlier knows less.
        condition: 'attribute_not_exists(sweptMs) OR sweptMs <= :sweptMs',
        values: { ':sweptMs': attributes['sweptMs'] },
      },
      deadline,
    );
  const saveBucket = async (sk: string, kept: Kept, sweptMs: number, deadline: Deadline) => {
    const text = JSON.stringify(kept);
    if (text === (held.get(sk) ?? '[]')) return;
    if (Buffer.byteLength(text) > largestBucketBytes) {
      warn(`${sk} of the list of tagged services is larger than an item may be, and is not kept`);
      return;
    }
    if (await put(sk, { services: kept, sweptMs }, deadline)) remember(sk, kept);
  };
  return {
    load: async (deadline) => {
      const page = pageFrom(table, pk, deadline);
      const roster = rosterOf(
        await allPages({ what: 'The list of tagged services', pagesAtMost, page }),
      );
      if (roster === null) return null;
      for (const [sk, kept] of bucketsOf(roster)) remember(sk, kept);
      return roster;
    },
    save: async (roster, deadline) => {
      const { sweptMs } = roster;
      await pLimit(writesAtOnce).map([...bucketsOf(roster)], ([sk, kept]) =>
        saveBucket(sk, kept, sweptMs, deadline),
      );
      await put(sweptSk, { sweptMs }, deadline);
    },
  };
};
