/** Orders for workers as the text of a message. */
import type { ServiceId } from '#engine/model.ts';
import type { ShardOrder } from './order.ts';

const namesByCluster = (services: readonly ServiceId[]) =>
  Object.fromEntries(
    [...Map.groupBy(services, ({ cluster }) => cluster)].map(([cluster, members]) => [
      cluster,
      members.map(({ name }) => name),
    ]),
  );

export const writeOrder = ({ services, stirred, ...order }: ShardOrder): string => {
  const [first] = services;
  if (first === undefined) throw new Error(`The shard ${order.shard} has no services to hand over`);
  const { account, region } = first;
  return JSON.stringify({
    kind: 'shard',
    ...order,
    account,
    region,
    clusters: namesByCluster(services),
    stirred: namesByCluster(stirred),
  });
};
