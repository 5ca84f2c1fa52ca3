/** What undoing the last change of a service comes to. */
import { keyOf, type ServiceId } from '#engine/model.ts';
import { isInForce, type Override } from '#engine/override.ts';
import type { Action, ServiceState } from '#engine/state.ts';
import type { Deadline, Orders, Ports, Recalled } from '#lib/ports.ts';

export type Undo =
  | { readonly kind: 'pin'; readonly tasks: number; readonly action: Action }
  /** It was asked for before, and holds. */
  | { readonly kind: 'done'; readonly override: Override }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unknown'; readonly cause: string };

/** The newest thing that Flyball did. An intent counts: the tick that had it has called ECS by now. */
const lastActionOf = ({ intent, lastOut, lastIn }: ServiceState): Action | null => {
  const acts = intent?.mode === 'act' ? [intent] : [];
  const actions = [...acts, ...[lastOut, lastIn].filter((action) => action !== null)];
  return actions.reduce<Action | null>(
    (newest, action) => (newest === null || action.atMs > newest.atMs ? action : newest),
    null,
  );
};

/**
 * The pin of an undo that was asked for before. Once a tick has obeyed it, the last action is the undo itself, and
 * undoing that would bring back what somebody wanted gone: undoing twice is undoing once. A pin that somebody gave
 * looks the same when it is obeyed, and can be undone, so an undo's own says that it is one.
 */
const undoInForce = (overrides: readonly Override[], nowMs: number): Override | null =>
  overrides.find((override) => override.isUndo === true && isInForce(override, nowMs)) ?? null;

const undoOf = (
  recalled: Recalled | undefined,
  orders: Orders | undefined,
  nowMs: number,
): Undo => {
  if (recalled?.kind === 'corrupt' || recalled?.kind === 'failed') {
    return { kind: 'unknown', cause: `its state cannot be read: ${recalled.cause}` };
  }
  const action = recalled?.kind === 'found' ? lastActionOf(recalled.state) : null;
  if (action === null) return { kind: 'nothing' };
  // Orders that cannot be read refuse a pin as well, and say so better.
  const overrides = orders?.kind === 'known' ? orders.overrides : [];
  const override = undoInForce(overrides, nowMs);
  return override === null
    ? { kind: 'pin', tasks: action.from, action }
    : { kind: 'done', override };
};

export const planUndo = async (
  service: ServiceId,
  ports: Pick<Ports, 'states' | 'overrides'>,
  nowMs: number,
  deadline: Deadline,
): Promise<Undo> => {
  const [recalled, orders] = await Promise.all([
    ports.states.load([service], deadline),
    ports.overrides.load([service], [], deadline),
  ]);
  const key = keyOf(service);
  return undoOf(recalled.get(key), orders.services.get(key), nowMs);
};
