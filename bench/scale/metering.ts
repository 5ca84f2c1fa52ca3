/** What DynamoDB and CloudWatch would bill, and how long services wait for a look, as the local AWS sees it. */
import type { DynamoDbBackend } from '#local/dynamodb-backend.ts';
import type { World } from '#simulator/plant/world.ts';

export type Units = { readonly read: number; readonly write: number };

const capacity = /"CapacityUnits":(\d+(?:\.\d+)?)/g;

const isRead = (target: string): boolean => /\.(?:GetItem|BatchGetItem|Query)$/.test(target);

/** Asks the embedded DynamoDB with every request what it consumed, by DynamoDB's own rules. */
export const metered = (backend: DynamoDbBackend) => {
  let read = 0;
  let write = 0;
  const answer: DynamoDbBackend['answer'] = async (request) => {
    const body = `{"ReturnConsumedCapacity":"TOTAL",${request.body.trimStart().slice(1)}`;
    const headers = { ...request.headers, 'content-length': String(Buffer.byteLength(body)) };
    const response = await backend.answer({ ...request, headers, body });
    const units = [...response.body.matchAll(capacity)].reduce(
      (sum, [, each]) => sum + Number(each),
      0,
    );
    if (isRead(String(request.headers['x-amz-target'] ?? ''))) read += units;
    else write += units;
    return response;
  };
  return { backend: { ...backend, answer }, units: (): Units => ({ read, write }) };
};

/** Whenever somebody asks for a metric of a service, the plant is asked for its minutes. */
export const watchingReads = (world: World, nowMs: () => number) => {
  const lastMs = new Map<string, number>();
  const startedMs = nowMs();
  const minutes: World['minutes'] = (service) => {
    lastMs.set(`${service.cluster}/${service.name}`, nowMs());
    return world.minutes(service);
  };
  const waits = () => {
    const all = world.services().map(({ setup: { cluster, name } }) => {
      const seenMs = lastMs.get(`${cluster}/${name}`);
      return { seen: seenMs !== undefined, waitedMs: nowMs() - (seenMs ?? startedMs) };
    });
    return {
      longestUnreadMs: all.reduce((most, { waitedMs }) => Math.max(most, waitedMs), 0),
      neverRead: all.filter(({ seen }) => !seen).length,
    };
  };
  return { world: { ...world, minutes }, waits };
};
