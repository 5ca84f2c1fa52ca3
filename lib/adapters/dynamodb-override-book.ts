/**
 * Orders as people change them: read, change, write under the condition that nobody wrote meanwhile, and again
 * if somebody did. The condition is on the last write's own mark, for a count of versions starts anew once an
 * item was deleted, and two different items would pass for one.
 */
import { DeleteItemCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { Override } from '#engine/override.ts';
import type { OverrideBook, Withdrawal } from '#lib/operator-ports.ts';
import type { Deadline, OverrideScope } from '#lib/ports.ts';
import { call } from './call.ts';
import { putIf } from './conditional-put.ts';
import { overrideAttributes, parseOrders } from './override-schema.ts';
import { withGiven, withoutKinds } from './overrides.ts';
import { type Item, type Key, overrideKey, type Table, toItem } from './table.ts';

/** Each conflict means that somebody else got through, so this many in a row is a crowd of writers. */
const attemptsAtMost = 50;

type Stored = { readonly overrides: readonly Override[]; readonly writeId: string | null };

const corrupt = ({ pk }: Key, cause: string): Error =>
  new Error(
    `the orders ${pk} cannot be read (${cause}), so none can be added; take them all back with flyball clear, and give anew what should hold`,
  );

const stored = async (
  { client, name }: Table,
  scope: OverrideScope,
  deadline: Deadline,
): Promise<Stored> => {
  const key = overrideKey(scope);
  const command = new GetItemCommand({
    TableName: name,
    Key: toItem(key),
    ConsistentRead: true,
  });
  const { Item } = await call(`DynamoDB GetItem orders ${key.pk}`, deadline, (options) =>
    client.send(command, options),
  );
  if (Item === undefined) return { overrides: [], writeId: null };
  const parsed = parseOrders(Item, scope.kind);
  if (parsed.kind === 'known') return parsed;
  throw corrupt(key, parsed.cause);
};

type Change = (before: readonly Override[]) => Withdrawal;

const change = async (
  table: Table,
  scope: OverrideScope,
  changed: Change,
  deadline: Deadline,
): Promise<Withdrawal> => {
  const key = overrideKey(scope);
  for (let attempt = 1; attempt <= attemptsAtMost; attempt += 1) {
    const { overrides: before, writeId } = await stored(table, scope, deadline);
    const after = changed(before);
    if (!after.changed) return after;
    const condition =
      writeId === null
        ? { condition: 'attribute_not_exists(pk)' }
        : { condition: 'writeId = :read', values: { ':read': writeId } };
    const what = `orders ${key.pk}`;
    const attributes = overrideAttributes(after.overrides);
    if (await putIf(table, { what, key, attributes, ...condition }, deadline)) return after;
  }
  throw new Error(
    `the orders ${key.pk} were changed by others ${attemptsAtMost} times in a row; try again`,
  );
};

/** What cannot be read held everything it may have covered, so taking it away changes something. */
const wasInForce = (
  item: Item | undefined,
  scope: OverrideScope['kind'],
  nowMs: number,
): boolean => {
  if (item === undefined) return false;
  const parsed = parseOrders(item, scope);
  return parsed.kind === 'corrupt' || withoutKinds(parsed.overrides, null, nowMs).changed;
};

/** A delete is one step whatever is there, so it also clears away what cannot be read. */
const removeAll = async (
  { client, name }: Table,
  scope: OverrideScope,
  nowMs: number,
  deadline: Deadline,
): Promise<Withdrawal> => {
  const key = overrideKey(scope);
  const command = new DeleteItemCommand({
    TableName: name,
    Key: toItem(key),
    ReturnValues: 'ALL_OLD',
  });
  let attempts = 0;
  const { Attributes } = await call(`DynamoDB DeleteItem orders ${key.pk}`, deadline, (options) => {
    attempts += 1;
    return client.send(command, options);
  });
  // An attempt whose answer was lost may have taken away what the next one did not find.
  return { changed: attempts > 1 || wasInForce(Attributes, scope.kind, nowMs), overrides: [] };
};

export const createOverrideBook = (table: Table): OverrideBook => ({
  give: async (scope, given, nowMs, deadline) => {
    const giving: Change = (before) => ({
      changed: true,
      overrides: withGiven(before, given, scope.kind, nowMs),
    });
    return (await change(table, scope, giving, deadline)).overrides;
  },
  withdraw: (scope, kinds, nowMs, deadline) =>
    kinds === null
      ? removeAll(table, scope, nowMs, deadline)
      : change(table, scope, (before) => withoutKinds(before, kinds, nowMs), deadline),
});
