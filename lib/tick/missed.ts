/** Ticks that did not run are noticed twice: by the heartbeat alarm while they are missing, and here by the first that runs again. */
import { intervalMsOf } from '#config/interval.ts';
import type { Cause } from '#lib/ports.ts';
import type { TickInput } from './input.ts';
import { shard } from './shard.ts';
import { asError, fail, noTrouble, type Trouble } from './trouble.ts';

/** As many as the heartbeat alarm waits for: the scheduler may deliver one late, and one may meet a cold start. */
const intervalsAtMost = 3;

const missed = (lastMs: number, { tickMs, fleet }: TickInput): readonly Cause[] => {
  const intervalMs = intervalMsOf(fleet.parameters);
  const ticks = Math.round((tickMs - lastMs) / intervalMs) - 1;
  if (tickMs - lastMs <= intervalsAtMost * intervalMs) return [];
  const from = new Date(lastMs).toISOString();
  const to = new Date(tickMs).toISOString();
  const message = `no tick ran between ${from} and ${to}, so ${ticks} were missed and nothing was scaled meanwhile; look for errors and throttles of the tick function, and at its schedule and dead letters`;
  return [{ code: 'ticks-missed', service: null, group: null, message }];
};

/** What is known of the tick before: when it was due, and whether that is too long ago. */
export type Before = { readonly lastTickMs: number | null; readonly late: Trouble };

/** Asked before the tick is claimed, since the claim is what is asked for. */
export const missedTicks = async (input: TickInput): Promise<Before> => {
  try {
    const lastMs = await input.ports.lastTick.at(shard, input.deadline);
    if (lastMs === null) return { lastTickMs: null, late: noTrouble };
    return { lastTickMs: lastMs, late: { ...noTrouble, alerts: missed(lastMs, input) } };
  } catch (thrown) {
    const error = new Error('when the last tick ran could not be read', { cause: asError(thrown) });
    return { lastTickMs: null, late: fail('last tick', error) };
  }
};
