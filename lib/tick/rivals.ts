/** Who else scales these services. */
import type { ServiceKey } from '#engine/model.ts';
import type { RivalScaler } from '#lib/ports.ts';
import type { TickInput } from './input.ts';
import { asError, fail, fleetWide, noTrouble, type Trouble } from './trouble.ts';

export type Rivals = {
  readonly found: ReadonlyMap<ServiceKey, RivalScaler>;
  /** False when nobody could be asked: then any service may have a second writer. */
  readonly known: boolean;
  readonly trouble: Trouble;
};

const given = (found: Rivals['found'] | null): Rivals => ({
  found: found ?? new Map(),
  known: found !== null,
  trouble: noTrouble,
});

/** A worker is told: twenty of them would ask for the same 200 pages. */
export const findRivals = async (input: TickInput): Promise<Rivals> => {
  const { ports, tickMs, deadline, share } = input;
  if (share !== undefined) return given(share.rivals);
  try {
    const found = await ports.rivals.find(tickMs, deadline);
    return { found, known: true, trouble: noTrouble };
  } catch (thrown) {
    const error = new Error(
      'could not ask Application Auto Scaling for other scalers, so every service was only observed',
      { cause: asError(thrown) },
    );
    return { found: new Map(), known: false, trouble: fail(fleetWide.rivals, error) };
  }
};
