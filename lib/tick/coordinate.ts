/** The part of a tick that is left when the fleet is divided: say who is whose, and hand the shards to workers. */
import { resolvePolicy } from '#config/resolve.ts';
import { keyOf, type ServiceId } from '#engine/model.ts';
import type { ShardOrder } from '#lib/shards/order.ts';
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

const orderFor = (
  { name: shard, account, region, services }: Shard,
  { id: split, holders, shards }: Split,
  { found, known }: Rivals,
  tickMs: number,
): ShardOrder => ({
  tickMs,
  shard,
  split,
  holders: Object.fromEntries(Object.entries(holders).filter(([, names]) => names.includes(shard))),
  services,
  fleetServices: servicesIn(shards),
  homeServices: servicesIn(
    shards.filter((each) => each.account === account && each.region === region),
  ),
  rivals: known
    ? services.flatMap((id) => {
        const service = keyOf(id);
        const rival = found.get(service);
        return rival === undefined ? [] : [{ service, ...rival }];
      })
    : null,
});

export const coordinate = async (input: TickInput, split: Split): Promise<Trouble> => {
  const { ports, tickMs, deadline } = input;
  const rivals = await findRivals(input);
  const orders = split.shards.map((shard) => orderFor(shard, split, rivals, tickMs));
  const unsent = await ports.shards.send(orders, deadline);
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
