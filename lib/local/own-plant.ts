/** A plant for a fleet file of one's own: services like those it lists, with loads from a trace or made up. */
import type { Fleet, Home } from '#config/fleet.ts';
import { homesOf } from '#config/homes.ts';
import { listedServices, resolvePolicy } from '#config/resolve.ts';
import type { ServiceId } from '#engine/model.ts';
import type { Policy } from '#engine/policy.ts';
import { uniform } from '#simulator/plant/random.ts';
import type { QueueSetup, Rate, ServiceSetup } from '#simulator/plant/setup.ts';
import { wave } from '#simulator/plant/shapes.ts';
import { type Neighbours, neighboursOf } from './neighbours.ts';
import { nameOf, type Plant, plantOf } from './plant.ts';

export type OwnPlantOptions = {
  readonly fleet: Fleet;
  readonly home: Home;
  readonly startMs: number;
  readonly seed: number;
  /** Loads by `cluster/name`; a service that has none gets a wave. */
  readonly rates: ReadonlyMap<string, Rate>;
};

export type OwnPlant =
  | { readonly kind: 'plant'; readonly plant: Plant }
  | { readonly kind: 'impossible'; readonly problem: string };

/** Requests a second of one task at 100 % CPU, and seconds of work a message: the world's own defaults. */
const capacityPerTask = 100;
const secondsPerJob = 5;

/** Between a fifth and most of what the service could carry at its largest, up and down within an hour. */
const madeUp = (id: ServiceId, policy: Policy, perTask: number, options: OwnPlantOptions): Rate => {
  const high = Math.max(1, policy.max) * perTask * 0.5;
  const periodMinutes = 40 + 40 * uniform(options.seed, nameOf(id), 'period');
  return wave({ low: high / 5, high, periodMinutes, lowAtMs: options.startMs, noise: 0.05 });
};

const queueOf = ({ signals }: Policy): string | null => {
  const urls = Object.values(signals).flatMap((signal) =>
    signal.kind === 'queueDepth' || signal.kind === 'queueAge' ? [signal.queueUrl] : [],
  );
  return urls[0]?.split('/').at(-1) ?? null;
};

const isBehindBalancer = ({ signals }: Policy): boolean =>
  Object.values(signals).some(({ kind }) => ['requests', 'latency', 'errors'].includes(kind));

const workOf = (id: ServiceId, policy: Policy, options: OwnPlantOptions): Partial<ServiceSetup> => {
  const given = options.rates.get(nameOf(id));
  const queue = queueOf(policy);
  if (queue !== null) {
    const arrivals = given ?? madeUp(id, policy, 1 / secondsPerJob, options);
    return { queue: { name: queue, secondsPerJob, arrivals } satisfies QueueSetup };
  }
  const load = given ?? madeUp(id, policy, capacityPerTask, options);
  if (!isBehindBalancer(policy)) return { load };
  return { load, targetGroup: { name: id.name, loadBalancer: id.cluster } };
};

const enabled = { 'flyball:enabled': 'true' };

const isHome = ({ account, region }: ServiceId, home: Home): boolean =>
  account === home.account && region === home.region;

const listedSetups = (options: OwnPlantOptions, at: Home): readonly ServiceSetup[] =>
  listedServices(options.fleet, options.home)
    .filter((id) => isHome(id, at))
    .flatMap((id) => {
      const resolved = resolvePolicy(options.fleet, options.home, id, enabled);
      if (resolved.kind === 'invalid') return [];
      const { policy } = resolved;
      const { cluster, name } = id;
      const work = workOf(id, policy, options);
      return [{ cluster, name, desired: policy.min, tags: enabled, ...work }];
    });

/** A column of the trace that no service of the file is listed for: a service that enrols by its tag. */
const taggedSetups = (
  { rates }: OwnPlantOptions,
  listed: readonly ServiceSetup[],
): readonly ServiceSetup[] => {
  const known = new Set(listed.map(nameOf));
  return [...rates]
    .filter(([name]) => !known.has(name))
    .map(([column, load]) => {
      const [cluster = '', name = ''] = column.split('/');
      return { cluster, name, desired: 1, tags: enabled, load };
    });
};

const neighbours = (options: OwnPlantOptions): Neighbours =>
  neighboursOf(homesOf(options.fleet, options.home), (home) => listedSetups(options, home));

export const ownPlant = (options: OwnPlantOptions): OwnPlant => {
  const listed = listedSetups(options, options.home);
  const services = [...listed, ...taggedSetups(options, listed)];
  if (services.length > 0)
    return { kind: 'plant', plant: plantOf(services, [], neighbours(options)) };
  const problem =
    'the fleet file lists no service of the local account and region, and no trace names one; list one under services:, or give --trace';
  return { kind: 'impossible', problem };
};
