/** Hands shards to workers, by a queue. */
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import pLimit from 'p-limit';
import type { Deadline } from '#lib/ports.ts';
import type { ShardQueue, Unsent } from '#lib/shards/ports.ts';
import { writeOrder } from '#lib/shards/write-order.ts';
import { textOf } from './aws-error.ts';
import { call } from './call.ts';
import { shardDelays } from './shard-delays.ts';

const entriesPerCall = 10;
/** SQS takes 1 MiB a call, all its messages together, and so a message. */
const bytesPerCall = 1_000_000;
const callsAtOnce = 4;

type Letter = {
  readonly shard: string;
  readonly body: string;
  readonly bytes: number;
  readonly delaySeconds: number;
};

const batchesOf = (letters: readonly Letter[]): readonly (readonly Letter[])[] => {
  const batches: Letter[][] = [];
  let bytes = 0;
  for (const letter of letters) {
    const last = batches.at(-1);
    bytes += letter.bytes;
    if (last === undefined || last.length === entriesPerCall || bytes > bytesPerCall) {
      batches.push([letter]);
      bytes = letter.bytes;
    } else {
      last.push(letter);
    }
  }
  return batches;
};

const tooLong = ({ shard, bytes }: Letter): Unsent => ({
  shard,
  cause: `its order has ${bytes} bytes, more than the ${bytesPerCall} of a message; lower ShardSize`,
});

const sendBatch = async (
  client: SQSClient,
  url: string,
  batch: readonly Letter[],
  deadline: Deadline,
): Promise<readonly Unsent[]> => {
  const command = new SendMessageBatchCommand({
    QueueUrl: url,
    Entries: batch.map(({ body, delaySeconds }, index) => ({
      Id: String(index),
      MessageBody: body,
      DelaySeconds: delaySeconds,
    })),
  });
  try {
    const { Failed = [] } = await call('SQS SendMessageBatch of shards', deadline, (options) =>
      client.send(command, options),
    );
    return Failed.flatMap(({ Id, Code, Message }) => {
      const letter = batch[Number(Id)];
      if (letter === undefined) return [];
      return [{ shard: letter.shard, cause: `${Code ?? 'refused'}: ${Message ?? ''}` }];
    });
  } catch (error) {
    return batch.map(({ shard }) => ({ shard, cause: textOf(error) }));
  }
};

export const createShardQueue = (client: SQSClient, url: string | null): ShardQueue => ({
  send: async (orders, deadline) => {
    if (url === null) {
      const cause = 'this function knows no queue of workers; deploy the whole stack';
      return orders.map(({ shard }) => ({ shard, cause }));
    }
    const delays = shardDelays(orders);
    const letters = orders.map((order): Letter => {
      const { shard } = order;
      const body = writeOrder(order);
      const delaySeconds = delays.get(shard) ?? 0;
      return { shard, body, bytes: Buffer.byteLength(body), delaySeconds };
    });
    const isTooLong = ({ bytes }: Letter): boolean => bytes > bytesPerCall;
    const batches = batchesOf(letters.filter((letter) => !isTooLong(letter)));
    const unsent = await pLimit(callsAtOnce).map(batches, (batch) =>
      sendBatch(client, url, batch, deadline),
    );
    return [...letters.filter(isTooLong).map(tooLong), ...unsent.flat()];
  },
});
