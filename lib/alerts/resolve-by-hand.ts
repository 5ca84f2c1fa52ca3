/** Somebody says that an alert is dealt with. It stays closed until its cause has gone and come back. */
import type { OperatorPorts } from '#lib/operator-ports.ts';
import type { Deadline, OpenAlert, Ports, Resolution } from '#lib/ports.ts';
import { alertIdOf } from './alert-id.ts';

export type ResolvedByHand =
  | { readonly kind: 'resolved'; readonly alert: OpenAlert; readonly resolution: Resolution }
  /** Somebody else did, which stands. */
  | { readonly kind: 'already'; readonly alert: OpenAlert; readonly resolution: Resolution }
  /** It was over by itself while it was being resolved. */
  | { readonly kind: 'gone'; readonly alert: OpenAlert }
  | { readonly kind: 'unknown'; readonly open: readonly OpenAlert[] };

type Desk = Pick<Ports, 'alerts'> & Pick<OperatorPorts, 'alertDesk'>;

/** Whoever asks twice is answered twice, and the first to ask is who did it. */
export const resolveByHand = async (
  id: string,
  resolution: Resolution,
  { alerts, alertDesk }: Desk,
  deadline: Deadline,
): Promise<ResolvedByHand> => {
  const standing = await alerts.standing(deadline);
  const alert = standing.find((each) => alertIdOf(each) === id);
  if (alert === undefined) {
    return { kind: 'unknown', open: standing.filter((each) => each.resolution === null) };
  }
  if (alert.resolution !== null) return { kind: 'already', alert, resolution: alert.resolution };
  const outcome = await alertDesk.resolve(alert, resolution, deadline);
  return outcome === 'gone' ? { kind: 'gone', alert } : { kind: 'resolved', alert, resolution };
};
