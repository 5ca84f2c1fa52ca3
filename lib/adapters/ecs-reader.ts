/** DescribeServices: at most ten services a call, all of one cluster, and one bad call fails only its own services. */
import {
  ClusterNotFoundException,
  DescribeServicesCommand,
  type DescribeServicesCommandOutput,
  type ECSClient,
} from '@aws-sdk/client-ecs';
import pLimit from 'p-limit';
import type { Home } from '#config/fleet.ts';
import type { ServiceId, ServiceKey } from '#engine/model.ts';
import { keyOf } from '#engine/model.ts';
import { chunksOf } from '#lib/chunks.ts';
import type { Deadline, Lookup, ServiceReader } from '#lib/ports.ts';
import { textOf } from './aws-error.ts';
import { CallError, call } from './call.ts';
import { lookupOf } from './ecs-view.ts';
import { strangerCause } from './home.ts';
import { createPace, type Pace } from './pace.ts';

const servicesPerCall = 10;
const callsAtOnce = 4;

/** An account may read 100 times at once from a region and 20 times a second after that; the rest is for others. */
export const readPace = { burst: 80, perSecond: 16 } as const;

type Batch = { readonly cluster: string; readonly ids: readonly ServiceId[] };
type Looked = readonly [ServiceKey, Lookup];

const batchesOf = (ids: readonly ServiceId[]): readonly Batch[] =>
  [...Map.groupBy(ids, (id) => id.cluster)].flatMap(([cluster, members]) =>
    chunksOf(members, servicesPerCall).map((chunk) => ({ cluster, ids: chunk })),
  );

const lookupIn = (output: DescribeServicesCommandOutput, id: ServiceId): Lookup => {
  const service = output.services?.find(({ serviceName }) => serviceName === id.name);
  if (service !== undefined) return lookupOf(id, service);
  const failure = output.failures?.find(({ arn }) => arn?.split('/').at(-1) === id.name);
  if (failure?.reason === 'MISSING') return { kind: 'missing' };
  const why = failure?.reason ?? 'the answer does not mention it';
  return { kind: 'failed', cause: `ECS DescribeServices ${id.cluster}/${id.name}: ${why}` };
};

const onError = (error: unknown): Lookup =>
  error instanceof CallError && error.cause instanceof ClusterNotFoundException
    ? { kind: 'missing' }
    : { kind: 'failed', cause: textOf(error) };

const outOfTurn = (what: string): Lookup => {
  const { burst, perSecond } = readPace;
  const cause = `${what}: not called, its turn at ${burst} calls and ${perSecond} a second comes after the deadline; the next tick takes it up`;
  return { kind: 'failed', cause };
};

/** The batch and when its turn is, true when that comes before the deadline. */
type Queued = { readonly batch: Batch; readonly turn: Promise<boolean> };

const describeBatch = async (
  client: ECSClient,
  { batch: { cluster, ids }, turn }: Queued,
  deadline: Deadline,
): Promise<readonly Looked[]> => {
  const what = `ECS DescribeServices in ${cluster}`;
  if (!(await turn)) return ids.map((id) => [keyOf(id), outOfTurn(what)]);
  const services = ids.map((id) => id.name);
  const command = new DescribeServicesCommand({ cluster, services, include: ['TAGS'] });
  try {
    const output = await call(what, deadline, (options) => client.send(command, options));
    return ids.map((id) => [keyOf(id), lookupIn(output, id)]);
  } catch (error) {
    return ids.map((id) => [keyOf(id), onError(error)]);
  }
};

export const createServiceReader = (
  client: ECSClient,
  home: Home,
  pace: Pace = createPace(readPace),
): ServiceReader => ({
  describe: async (ids, deadline) => {
    const distinct = [...new Map(ids.map((id) => [keyOf(id), id])).values()];
    const strangers = distinct.flatMap((id): readonly Looked[] => {
      const cause = strangerCause(home, id);
      return cause === null ? [] : [[keyOf(id), { kind: 'failed', cause }]];
    });
    const reachable = distinct.filter((id) => strangerCause(home, id) === null);
    // All turns are asked for at once, so that many are booked with one write.
    const queued = batchesOf(reachable).map((batch) => ({ batch, turn: pace(deadline) }));
    const looked = await pLimit(callsAtOnce).map(queued, (each) =>
      describeBatch(client, each, deadline),
    );
    return new Map([...strangers, ...looked.flat()]);
  },
});
