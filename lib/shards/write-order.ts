/** Orders for workers as the text of a message. */
import { gzipSync } from 'node:zlib';
import type { ServiceId } from '#engine/model.ts';
import type { ShardOrder } from './order.ts';

/** A queue that was made before August 2025 takes 256 KiB a message, newer ones 1 MiB. */
const packedFromBytes = 200_000;

const namesByCluster = (services: readonly ServiceId[]) =>
  Object.fromEntries(
    [...Map.groupBy(services, ({ cluster }) => cluster)].map(([cluster, members]) => [
      cluster,
      members.map(({ name }) => name),
    ]),
  );

/** Names of a fleet are much alike, so that a large shard comes to a tenth of its length. */
const packed = (text: string): string =>
  Buffer.byteLength(text) < packedFromBytes
    ? text
    : JSON.stringify({ kind: 'packed-shard', gzip: gzipSync(text).toString('base64') });

export const writeOrder = ({ services, stirred, ...order }: ShardOrder): string => {
  const [first] = services;
  if (first === undefined) throw new Error(`The shard ${order.shard} has no services to hand over`);
  const { account, region } = first;
  const message = {
    kind: 'shard',
    ...order,
    account,
    region,
    clusters: namesByCluster(services),
    stirred: namesByCluster(stirred),
  };
  return packed(JSON.stringify(message));
};
