/** What a worker goes by, of what it was handed. */
import { keyOf } from '#engine/model.ts';
import type { Share } from '#lib/tick/input.ts';
import type { ShardOrder } from './order.ts';

export const shareOf = ({ rivals, stirred, ...order }: ShardOrder): Share => ({
  ...order,
  stirred: new Set(stirred.map(keyOf)),
  rivals: rivals && new Map(rivals.map(({ service, ...rival }) => [service, rival])),
});
