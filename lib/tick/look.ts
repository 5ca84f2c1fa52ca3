/** Phase 2: what ECS says about each service, and which of them may be scaled at all. */
import { resolvePolicy } from '#config/resolve.ts';
import { keyOf, type ServiceId, type ServiceView } from '#engine/model.ts';
import type { Policy } from '#engine/policy.ts';
import type { Lookup, RivalScaler } from '#lib/ports.ts';
import { enablingTag } from '#lib/telemetry.ts';
import type { TickInput } from './input.ts';
import { alertFor, fail, noTrouble, skip, skipWithAlert, type Trouble } from './trouble.ts';

export type Scalable = {
  readonly view: ServiceView;
  readonly policy: Policy;
  /** Things to be told although the service is looked after. */
  readonly trouble: Trouble;
};

export type Looked =
  | { readonly kind: 'scalable'; readonly scalable: Scalable }
  | { readonly kind: 'left-out'; readonly trouble: Trouble };

type LookInput = Pick<TickInput, 'fleet' | 'home'>;

const leftOut = (trouble: Trouble): Looked => ({ kind: 'left-out', trouble });

const unscalable: Readonly<Record<Extract<Lookup, { kind: 'unscalable' }>['why'], string>> = {
  daemon: 'DAEMON services have no desired count',
  draining: 'the service is draining',
  inactive: 'the service is inactive',
  'managed-by-ecs': 'ECS itself scales this service (Express mode)',
};

const withPolicy = (input: LookInput, view: ServiceView): Looked => {
  const { id, tags } = view;
  const resolved = resolvePolicy(input.fleet, input.home, id, tags);
  if (resolved.kind === 'invalid') {
    const list = resolved.problems.map(({ path, message }) => `${path}: ${message}`).join('; ');
    const message = `${keyOf(id)} has settings that cannot be used: ${list}`;
    return leftOut(
      skipWithAlert(id, `settings refused: ${list}`, alertFor(id, 'invalid-tags', message)),
    );
  }
  if (tags[enablingTag.key] === enablingTag.value) {
    return { kind: 'scalable', scalable: { view, policy: resolved.policy, trouble: noTrouble } };
  }
  // The role may not update a service without the tag, so acting could only fail.
  const message = `${keyOf(id)} is in the fleet file but lacks the tag ${enablingTag.key}=${enablingTag.value}, so it is only observed; tag it to let Flyball act`;
  const policy: Policy = { ...resolved.policy, mode: 'observe' };
  const trouble = { ...noTrouble, alerts: [alertFor(id, 'untagged-service', message)] };
  return { kind: 'scalable', scalable: { view, policy, trouble } };
};

const found = (
  input: LookInput,
  view: ServiceView,
  isListed: boolean,
  rival: RivalScaler | undefined,
): Looked => {
  const { id, tags } = view;
  const tag = tags[enablingTag.key];
  if (tag !== undefined && tag !== enablingTag.value) {
    return leftOut(skip(id, `the tag ${enablingTag.key} is "${tag}"`));
  }
  if (tag === undefined && !isListed) {
    return leftOut(skip(id, `the tag ${enablingTag.key} was removed`));
  }
  if (rival !== undefined) {
    const message = `${keyOf(id)} is also scaled by Application Auto Scaling (${rival.detail}); two writers would fight, so Flyball leaves it alone. Suspend or deregister the target, or remove the tag ${enablingTag.key}`;
    const why = `Application Auto Scaling target ${rival.resourceId} is not suspended`;
    return leftOut(skipWithAlert(id, why, alertFor(id, 'second-writer', message)));
  }
  return withPolicy(input, view);
};

export const look = (
  input: LookInput,
  id: ServiceId,
  lookup: Lookup | undefined,
  isListed: boolean,
  rival: RivalScaler | undefined,
): Looked => {
  switch (lookup?.kind) {
    case undefined:
      return leftOut(fail(keyOf(id), new Error('ECS gave no answer for this service')));
    case 'found':
      return found(input, lookup.view, isListed, rival);
    case 'missing':
      return leftOut(skip(id, 'no such service in this cluster'));
    case 'unscalable':
      return leftOut(skip(id, unscalable[lookup.why]));
    case 'failed':
      return leftOut(fail(keyOf(id), new Error(`could not be described: ${lookup.cause}`)));
    default:
      return lookup satisfies never;
  }
};
