/** Orders for workers out of the text of a message. */
import { gunzipSync } from 'node:zlib';
import * as z from 'zod';
import type { ServiceId } from '#engine/model.ts';
import type { ShardOrder } from './order.ts';

const namesSchema = z.record(z.string(), z.array(z.string().min(1)));

/** Not strict: while a new version is deployed, workers of the old one hear what they do not know yet. */
const messageSchema = z.object({
  kind: z.literal('shard'),
  tickMs: z.number().int().min(0),
  shard: z.string().min(1),
  // While a new version is deployed, coordinators of the old one do not say it.
  speaksForAll: z.boolean().default(false),
  split: z.string(),
  holders: z.record(z.string(), z.array(z.string())),
  fleetServices: z.number().int().min(1),
  // Neither do they say this; that shards wait for workers is the safe guess, since nobody looks twice then.
  fleetShards: z.number().int().min(1).default(Number.MAX_SAFE_INTEGER),
  homeServices: z.number().int().min(1),
  account: z.string().regex(/^\d{12}$/),
  region: z.string().min(1),
  /** All services of a shard are of one account and region: clusters and names are enough. */
  clusters: namesSchema,
  stirred: namesSchema,
  rivals: z
    .array(z.strictObject({ service: z.string(), resourceId: z.string(), detail: z.string() }))
    .nullable(),
});

const packedSchema = z.object({ kind: z.literal('packed-shard'), gzip: z.string() });

/** Ten times what 2,000 services with the longest names come to, each with a rival. */
const largestBytes = 25_000_000;

/** Longest piece of a foreign message that an error repeats. */
const shown = 200;

const jsonOf = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
};

const unpackedOf = (message: unknown): unknown => {
  const parsed = packedSchema.safeParse(message);
  if (!parsed.success) return message;
  const bytes = Buffer.from(parsed.data.gzip, 'base64');
  try {
    return jsonOf(gunzipSync(bytes, { maxOutputLength: largestBytes }).toString());
  } catch {
    return null;
  }
};

export const readOrder = (body: string): ShardOrder => {
  const parsed = messageSchema.safeParse(unpackedOf(jsonOf(body)));
  if (!parsed.success) {
    const got = body.slice(0, shown);
    throw new Error(`The message is no shard of a tick: got ${got}; the coordinator writes them`, {
      cause: parsed.error,
    });
  }
  const { kind: _, account, region, clusters, stirred, ...order } = parsed.data;
  const idsIn = (names: z.infer<typeof namesSchema>): readonly ServiceId[] =>
    Object.entries(names).flatMap(([cluster, each]) =>
      each.map((name) => ({ account, region, cluster, name })),
    );
  return { ...order, services: idsIn(clusters), stirred: idsIn(stirred) };
};
