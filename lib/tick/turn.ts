/** Whose turn it is to be changed, within what ECS takes of an account and region. */
import type { Decision, ServiceId } from '#engine/model.ts';
import type { Deadline, UpdateRank } from '#lib/ports.ts';
import type { TickInput } from './input.ts';

/** A thousand states are saved in this, eight at a time: those of who had no turn, see `putDown`. */
const putDownMs = 3_000;

export const homeKeyOf = ({ account, region }: ServiceId): string => `${account}/${region}`;

const rankOf = ({ from, to, urgency }: Decision): UpdateRank => (to > from ? urgency : 'in');

const sooner = ({ remainingMs, signal }: Deadline): Deadline => ({
  remainingMs: () => remainingMs() - putDownMs,
  signal,
});

export type TakeTurn = (decision: Decision) => Promise<boolean>;

/**
 * Asked in the order of need. So once a turn would come too late, those after it in the same account and region need not
 * ask: they are no more urgent.
 */
export const createTurns = ({ ports, deadline }: TickInput): TakeTurn => {
  const over = new Set<string>();
  return async (decision) => {
    const { service } = decision;
    const home = homeKeyOf(service);
    if (over.has(home)) return false;
    const isMine = await ports.turns.take(service, rankOf(decision), sooner(deadline));
    if (!isMine) over.add(home);
    return isMine;
  };
};
