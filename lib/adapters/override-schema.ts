/** The stored form of a scope's orders. Strict: half an order must not be obeyed, nor taken for none. */
import * as z from 'zod';
import type { Override } from '#engine/override.ts';
import type { OverrideScope } from '#lib/ports.ts';
import { fromItem, type Item } from './table.ts';

const shape = 1;

/** One order of each kind at most, so that the item cannot grow. */
const ordersAtMost = 7;

const atMs = z.number().int().min(0);
const tasks = z.number().int().min(0);

const given = {
  setAtMs: atMs,
  expiresAtMs: atMs,
  who: z.string().min(1),
  why: z.string(),
  isUndo: z.literal(true).optional(),
};

const orderSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pin'), tasks }),
  z.strictObject({ kind: z.literal('floor'), tasks }),
  z.strictObject({ kind: z.literal('ceiling'), tasks }),
  z.strictObject({ kind: z.literal('freeze') }),
  z.strictObject({ kind: z.literal('pause-in') }),
  z.strictObject({ kind: z.literal('pause-out') }),
  z.strictObject({ kind: z.literal('reset-breaker') }),
]);

const overrideSchema = z.strictObject({ ...given, order: orderSchema });

type StoredOverride = z.infer<typeof overrideSchema>;

const isOnePerKind = (overrides: readonly StoredOverride[]): boolean =>
  new Set(overrides.map(({ order }) => order.kind)).size === overrides.length;

const storedSchema = z.strictObject({
  pk: z.string(),
  sk: z.literal('OVERRIDE'),
  shape: z.literal(shape, { error: `must be ${shape}: another version of Flyball wrote it` }),
  writeId: z.string(),
  expiresAt: z.number(),
  overrides: z
    .array(overrideSchema)
    .max(ordersAtMost)
    .refine(isOnePerKind, 'must hold one order of a kind'),
});

export type ParsedOrders =
  | {
      readonly kind: 'known';
      readonly overrides: readonly Override[];
      /** The mark of the last write, to put a condition on the next. */
      readonly writeId: string;
    }
  | { readonly kind: 'corrupt'; readonly cause: string };

/** Expired orders are passed over by the clock; the table's TTL only sweeps up a day later. */
const sweepAfterSeconds = 86_400;

const withoutScope = ({ scope, ...stored }: Override): StoredOverride => stored;

export const overrideAttributes = (overrides: readonly Override[]) => ({
  shape,
  expiresAt:
    Math.floor(Math.max(0, ...overrides.map(({ expiresAtMs }) => expiresAtMs)) / 1000) +
    sweepAfterSeconds,
  overrides: overrides.map(withoutScope),
});

const problemsOf = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.join('.') || 'item'}: ${message}`).join('; ');

export const parseOrders = (item: Item, scope: OverrideScope['kind']): ParsedOrders => {
  const parsed = storedSchema.safeParse(fromItem(item));
  if (!parsed.success) return { kind: 'corrupt', cause: problemsOf(parsed.error) };
  const { overrides, writeId } = parsed.data;
  return { kind: 'known', writeId, overrides: overrides.map((each) => ({ ...each, scope })) };
};
