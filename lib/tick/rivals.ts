/** Who else scales these services. */
import type { Home } from '#config/fleet.ts';
import { homeKeyOf } from '#config/homes.ts';
import type { ServiceKey } from '#engine/model.ts';
import type { RivalScaler, Unasked } from '#lib/ports.ts';
import { homeSubjects } from './home-trouble.ts';
import type { TickInput } from './input.ts';
import { asError, fail, fleetWide, joinTrouble, noTrouble, type Trouble } from './trouble.ts';

export type Rivals = {
  readonly found: ReadonlyMap<ServiceKey, RivalScaler>;
  /** False where nobody could be asked: then any service there may have a second writer. */
  readonly isKnownIn: (home: Home) => boolean;
  readonly trouble: Trouble;
};

const given = (found: Rivals['found'] | null): Rivals => ({
  found: found ?? new Map(),
  isKnownIn: () => found !== null,
  trouble: noTrouble,
});

const why = (whose: string): string =>
  `could not ask Application Auto Scaling for other scalers, so every service ${whose}was only observed`;

const unaskedTrouble = ({ home, error: cause }: Unasked): Trouble =>
  fail(homeSubjects.rivals(home), new Error(why('there '), { cause }));

/** A worker is told: twenty of them would ask for the same 200 pages. */
export const findRivals = async (input: TickInput): Promise<Rivals> => {
  const { ports, tickMs, deadline, share } = input;
  if (share !== undefined) return given(share.rivals);
  try {
    const { found, unasked } = await ports.rivals.find(tickMs, deadline);
    const unknown = new Set(unasked.map(({ home }) => homeKeyOf(home)));
    return {
      found,
      isKnownIn: (home) => !unknown.has(homeKeyOf(home)),
      trouble: joinTrouble(...unasked.map(unaskedTrouble)),
    };
  } catch (thrown) {
    const error = new Error(why(''), { cause: asError(thrown) });
    return { ...given(null), trouble: fail(fleetWide.rivals, error) };
  }
};
