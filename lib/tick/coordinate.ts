/** The part of a tick that is left when the fleet is divided: say who is whose, and hand the shards to workers. */
import { homeKeyOf } from '#config/homes.ts';
import { resolvePolicy } from '#config/resolve.ts';
import { rotationMinutesFor } from '#engine/looks/rotation.ts';
import { keyOf, type ServiceId, type ServiceKey } from '#engine/model.ts';
import type { ShardOrder } from '#lib/shards/order.ts';
import type { Stirrings } from '#lib/shards/ports.ts';
import { type Shard, type Split, splitFleet } from '#lib/shards/split.ts';
import type { Assessment } from './assess.ts';
import type { Enrolment } from './enrol.ts';
import type { TickInput } from './input.ts';
import { findRivals, type Rivals } from './rivals.ts';
import { joinTrouble, noTrouble, type Trouble } from './trouble.ts';

/** A tag that cannot be used leaves a service out of its group's shard, not out of the group: see the ledger. */
const groupOf = (
  { fleet, home }: TickInput,
  id: ServiceId,
  { memberships }: Enrolment,
): string | null => {
  const resolved = resolvePolicy(fleet, home, id, memberships.get(keyOf(id)) ?? {});
  return resolved.kind === 'resolved' ? resolved.policy.group : null;
};

export const splitEnrolled = (input: TickInput, enrolment: Enrolment): Split => {
  const { fleet } = input;
  const hasCaps = Object.keys(fleet.policy.groups).length > 0;
  const members = enrolment.services.map((id) => ({
    id,
    group: hasCaps ? groupOf(input, id, enrolment) : null,
  }));
  return splitFleet(members, fleet.parameters.ShardSize);
};

const servicesIn = (shards: readonly Shard[]): number =>
  shards.reduce((sum, { services }) => sum + services.length, 0);

/** By account and region. */
const servicesByHome = (shards: readonly Shard[]): ReadonlyMap<string, number> =>
  new Map(
    [...Map.groupBy(shards, homeKeyOf)].map(([home, members]) => [home, servicesIn(members)]),
  );

/** What all shards are told alike, or a part of. */
type Told = {
  readonly split: Split;
  readonly homes: ReturnType<typeof servicesByHome>;
  readonly rivals: Rivals;
  readonly stirred: ReadonlySet<ServiceKey>;
  readonly tickMs: number;
};

const orderFor = (
  shard: Shard,
  { split: { id, holders, shards }, homes, rivals: { found, isKnownIn }, stirred, tickMs }: Told,
): ShardOrder => ({
  tickMs,
  shard: shard.name,
  speaksForAll: shard.name === shards[0]?.name,
  split: id,
  holders: Object.fromEntries(
    Object.entries(holders).filter(([, names]) => names.includes(shard.name)),
  ),
  services: shard.services,
  stirred: shard.services.filter((each) => stirred.has(keyOf(each))),
  fleetServices: servicesIn(shards),
  fleetShards: shards.length,
  homeServices: homes.get(homeKeyOf(shard)) ?? shard.services.length,
  rivals: isKnownIn(shard)
    ? shard.services.flatMap((each) => {
        const service = keyOf(each);
        const rival = found.get(service);
        return rival === undefined ? [] : [{ service, ...rival }];
      })
    : null,
});

const nothingStirred: Stirrings = { services: [], heard: async () => undefined };

/** Where every service is described on every tick nobody needs to be told, and the events expire. */
const stir = async ({ ports, deadline }: TickInput, homes: Told['homes']): Promise<Stirrings> => {
  const isInTurns = [...homes.values()].some((services) => rotationMinutesFor(services) > 1);
  return isInTurns ? ports.stirs.receive(deadline) : nothingStirred;
};

export const coordinate = async (input: TickInput, split: Split): Promise<Trouble> => {
  const { ports, tickMs, deadline } = input;
  const homes = servicesByHome(split.shards);
  const [rivals, { services, heard }] = await Promise.all([findRivals(input), stir(input, homes)]);
  const told = { split, homes, rivals, stirred: new Set(services.map(keyOf)), tickMs };
  const orders = split.shards.map((shard) => orderFor(shard, told));
  const unsent = await ports.shards.send(orders, deadline);
  if (unsent.length === 0) await heard(deadline);
  const failed = unsent.map(({ shard, cause }) => ({
    service: `shard ${shard}`,
    error: new Error(`could not be handed to a worker, and waits for the next tick: ${cause}`),
  }));
  return joinTrouble(rivals.trouble, { ...noTrouble, failed });
};

/** What the coordinator itself assessed: nothing. Its workers have all the services. */
export const handedOverBy = ({ services }: Enrolment, trouble: Trouble): Assessment => ({
  assessed: [],
  outdated: [],
  bystanders: new Map(),
  leftOut: new Map(),
  hinderedElsewhere: new Set(),
  enrolled: services,
  trouble,
  billedMetrics: 0,
  spend: null,
  affordsLoops: false,
});
