/** The one table: its keys, and items to and from plain values. */
import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { keyOf, type ServiceKey } from '#engine/model.ts';
import type { OverrideScope } from '#lib/ports.ts';

export type Table = { readonly client: DynamoDBClient; readonly name: string };

export type Key = { readonly pk: string; readonly sk: string };

export type Item = Record<string, AttributeValue>;

const overridePk = (scope: OverrideScope): string => {
  switch (scope.kind) {
    case 'service':
      return `SERVICE#${keyOf(scope.service)}`;
    case 'group':
      return `GROUP#${scope.group}`;
    case 'fleet':
      return 'FLEET';
    default:
      return scope satisfies never;
  }
};

export const stateKey = (service: ServiceKey): Key => ({ pk: `SERVICE#${service}`, sk: 'STATE' });

export const learntKey = (service: ServiceKey): Key => ({
  pk: `SERVICE#${service}`,
  sk: 'FORECAST',
});

export const decisionKey = (service: ServiceKey, atMs: number): Key => ({
  pk: `SERVICE#${service}`,
  sk: `DECISION#${new Date(atMs).toISOString()}`,
});

export const overrideKey = (scope: OverrideScope): Key => ({
  pk: overridePk(scope),
  sk: 'OVERRIDE',
});

export const tickKey = (shard: string): Key => ({ pk: 'TICK', sk: shard });

export const summaryKey = (shard: string): Key => ({ pk: 'TICK', sk: `SUMMARY#${shard}` });

/** Before the summaries in the order of keys, so that one query reads it with them. */
export const divisionKey: Key = { pk: 'TICK', sk: 'DIVISION' };

export const learningProgressKey: Key = { pk: 'FORECAST', sk: 'CURSOR' };

/** `2026-11`. */
export const spendKey = (month: string): Key => ({ pk: 'FLEET', sk: `SPEND#${month}` });

export const deploymentKey: Key = { pk: 'FLEET', sk: 'DEPLOYMENT' };

export const outboxKey: Key = { pk: 'FLEET', sk: 'OUTBOX' };

export const eventOutboxKey: Key = { pk: 'FLEET', sk: 'OUTBOX#EVENTS' };

/**
 * Native attributes, so that the DynamoDB console shows them. `undefined` is the same as not there, and
 * metrics in bytes go beyond 2^53, which as floats they do everywhere else too.
 */
export const toItem = (value: Readonly<Record<string, unknown>>): Item =>
  marshall(value, { removeUndefinedValues: true, allowImpreciseNumbers: true });

/** What came back is nobody's type yet: a schema has to look at it. */
export const fromItem = (item: Item): unknown => unmarshall(item, { wrapNumbers: Number });

const keptDays = 30;

/** `expiresAt`, the attribute of the table's TTL, in seconds as DynamoDB wants it. */
export const expiry = (atMs: number): number => Math.floor(atMs / 1000) + keptDays * 86_400;
