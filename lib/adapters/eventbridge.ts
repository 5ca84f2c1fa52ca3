/** Events to the default bus of EventBridge, ten a call; of a call that is taken in part the rest is tried again. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import pLimit from 'p-limit';
import { chunksOf } from '#lib/chunks.ts';
import type { FlyballEvent } from '#lib/events/schemas.ts';
import type { Deadline, EventBus, PutOutcome } from '#lib/ports.ts';
import { secretReplacer } from '#lib/redact.ts';
import { eventSource } from '#lib/telemetry.ts';
import { call } from './call.ts';

/** EventBridge's own limit. */
const perCall = 10;

/** Its quota for PutEvents is 400 a second and more; a tick is not in that much of a hurry. */
const callsAtOnce = 4;

const attemptsAtMost = 3;
const waitMs = 200;

const entryOf = ({ detailType, detail }: FlyballEvent): PutEventsRequestEntry => ({
  Source: eventSource,
  DetailType: detailType,
  Detail: JSON.stringify(detail, secretReplacer),
  Time: new Date(detail.at),
});

const putOnce = async (
  client: EventBridgeClient,
  events: readonly FlyballEvent[],
  deadline: Deadline,
): Promise<PutOutcome> => {
  const command = new PutEventsCommand({ Entries: events.map(entryOf) });
  const output = await call('EventBridge PutEvents', deadline, (options) =>
    client.send(command, options),
  );
  const results = output.Entries ?? [];
  const untaken = events.filter((_, index) => results[index]?.ErrorCode !== undefined);
  const refused = results.find(({ ErrorCode }) => ErrorCode !== undefined);
  if (refused === undefined) return { untaken: [], cause: null };
  const cause = new Error(`${refused.ErrorCode}: ${refused.ErrorMessage ?? 'no message'}`);
  return { untaken, cause };
};

const putChunk = async (
  client: EventBridgeClient,
  events: readonly FlyballEvent[],
  deadline: Deadline,
): Promise<PutOutcome> => {
  let outcome: PutOutcome = { untaken: events, cause: null };
  for (let attempt = 1; attempt <= attemptsAtMost; attempt += 1) {
    try {
      outcome = await putOnce(client, outcome.untaken, deadline);
    } catch (thrown) {
      const cause = thrown instanceof Error ? thrown : new Error(String(thrown));
      return { untaken: outcome.untaken, cause };
    }
    if (outcome.untaken.length === 0 || deadline.remainingMs() <= waitMs * attempt) return outcome;
    if (attempt < attemptsAtMost) await sleep(waitMs * attempt, undefined, { ref: false });
  }
  return outcome;
};

export const createEventBus = (client: EventBridgeClient): EventBus => ({
  put: async (events, deadline) => {
    const chunks = chunksOf(events, perCall);
    const outcomes = await pLimit(callsAtOnce).map(chunks, (chunk) =>
      putChunk(client, chunk, deadline),
    );
    return {
      untaken: outcomes.flatMap(({ untaken }) => untaken),
      cause: outcomes.map(({ cause }) => cause).find((cause) => cause !== null) ?? null,
    };
  },
});
