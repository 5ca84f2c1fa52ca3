/** The queue of what happened to services, drained once a tick. What is left of a flood comes with the next ticks. */
import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { keyOf, type ServiceId } from '#engine/model.ts';
import type { Deadline } from '#lib/ports.ts';
import type { StirQueue, Stirrings } from '#lib/shards/ports.ts';
import { textOf } from './aws-error.ts';
import { call, little } from './call.ts';
import type { Warn } from './refreshed.ts';
import { serviceInEvent } from './service-event.ts';

const messagesPerCall = 10;
const receiversAtOnce = 4;
/** 400 events a tick; a service that has more to say than that is looked at anyway. */
const callsPerReceiver = 10;

/** SQS looks in all of its servers only when it may wait; without, a queue that is not empty may seem to be. */
const waitSeconds = 1;

const receive = async (client: SQSClient, url: string, deadline: Deadline) => {
  const command = new ReceiveMessageCommand({
    QueueUrl: url,
    MaxNumberOfMessages: messagesPerCall,
    WaitTimeSeconds: waitSeconds,
  });
  const { Messages = [] } = await call(
    'SQS ReceiveMessage of events about services',
    deadline,
    (options) => client.send(command, options),
    { ...little, timeoutMs: little.timeoutMs + waitSeconds * 1000 },
  );
  return Messages;
};

const drain = async (
  client: SQSClient,
  url: string,
  deadline: Deadline,
): Promise<readonly (readonly Message[])[]> => {
  const batches: (readonly Message[])[] = [];
  while (batches.length < callsPerReceiver) {
    const batch = await receive(client, url, deadline);
    if (batch.length > 0) batches.push(batch);
    if (batch.length < messagesPerCall) break;
  }
  return batches;
};

const forget = async (
  client: SQSClient,
  url: string,
  batch: readonly Message[],
  deadline: Deadline,
): Promise<void> => {
  const Entries = batch.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
  const command = new DeleteMessageBatchCommand({ QueueUrl: url, Entries });
  await call('SQS DeleteMessageBatch of events about services', deadline, (options) =>
    client.send(command, options),
  );
};

const servicesIn = (messages: readonly Message[], warn: Warn): readonly ServiceId[] => {
  const found = messages.map(({ Body = '' }) => serviceInEvent(Body));
  const strange = found.filter((each) => each === null).length;
  if (strange > 0) warn(`${strange} messages among the events about services are none; dropped`);
  const services = found.flatMap((each) => (each === null ? [] : [each]));
  return [...new Map(services.map((id) => [keyOf(id), id])).values()];
};

const nothing: Stirrings = { services: [], heard: async () => undefined };

/** What it cannot say is found by looking in turn, within a rotation: nothing fails over it. */
export const createStirQueue = (client: SQSClient, url: string | null, warn: Warn): StirQueue => ({
  receive: async (deadline) => {
    if (url === null) return nothing;
    try {
      const receivers = Array.from({ length: receiversAtOnce }, () => drain(client, url, deadline));
      const batches = (await Promise.all(receivers)).flat();
      return {
        services: servicesIn(batches.flat(), warn),
        heard: async (until) => {
          const forgetting = batches.map((batch) => forget(client, url, batch, until));
          for (const each of await Promise.allSettled(forgetting)) {
            if (each.status === 'rejected') {
              warn(`events about services come again: ${textOf(each.reason)}`);
            }
          }
        },
      };
    } catch (error) {
      warn(`what happened to services could not be read: ${textOf(error)}`);
      return nothing;
    }
  },
});
