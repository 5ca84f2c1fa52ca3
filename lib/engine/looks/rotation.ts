/**
 * Whose turn it is to be described although it is at rest. Turns come round at fixed minutes, so that nothing has to be
 * remembered of the last one, and services of a cluster have theirs together: ECS describes ten of one cluster for the
 * price of one call.
 */
import { isTurn, type Span, turnBegan } from '../cadence/phase.ts';
import { keyOf, type ServiceId, type ServiceKey } from '../model.ts';
import { stableHash } from '../stable-hash.ts';

/** 50 calls, so that with those for services that move they are there at once, and no worker is paid for waiting. */
const servicesPerTurn = 500;
/** A memory that is wrong is corrected by then. */
const longestMinutes = 10;
const servicesPerCall = 10;

/** Minutes until each service of an account and region was described. */
export const rotationMinutesFor = (services: number): number =>
  Math.min(longestMinutes, Math.max(1, Math.ceil(services / servicesPerTurn)));

/** A power of two: of the services that stay, half keep their turn when the number doubles, and all until then. */
const slicesFor = (services: number): number =>
  2 ** Math.ceil(Math.log2(Math.max(1, services / servicesPerCall)));

/** Minutes by which the turn of each service is moved. Slices of a cluster follow each other, shards begin anywhere. */
export const phasesOf = (
  services: readonly ServiceId[],
  shard: string,
): ReadonlyMap<ServiceKey, number> =>
  new Map(
    [...Map.groupBy(services, ({ cluster }) => cluster)].flatMap(([cluster, members]) => {
      const first = stableHash(`${shard} ${cluster}`) % longestMinutes;
      const slices = slicesFor(members.length);
      return members.map(keyOf).map((key) => [key, first + (stableHash(key) % slices)] as const);
    }),
  );

export type Rotation = {
  readonly minutes: number;
  readonly span: Span;
  readonly phases: ReadonlyMap<ServiceKey, number>;
};

export const hasTurn = ({ minutes, span, phases }: Rotation, service: ServiceKey): boolean =>
  isTurn(span, minutes, phases.get(service) ?? 0);

/** It was described then, or later. */
export const lastTurnMs = ({ minutes, span, phases }: Rotation, service: ServiceKey): number =>
  turnBegan(span.nowMs, minutes, phases.get(service) ?? 0);
