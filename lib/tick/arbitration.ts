/** Arbitrates among all services of a tick, where the whole fleet is here. */
import type { Elsewhere } from '#engine/fleet/elsewhere.ts';
import { nowhereElse } from '#engine/fleet/elsewhere.ts';
import { arbitrate, type Bystanders } from '#engine/fleet.ts';
import type { Assessed } from './assess.ts';
import type { TickInput } from './input.ts';
import { noTrouble, type Trouble } from './trouble.ts';

export type Arbitrated = {
  /** In the order in which they should be acted on. */
  readonly assessed: readonly Assessed[];
  readonly elsewhere: Elsewhere;
  readonly trouble: Trouble;
};

export type Arbitrate = (
  assessed: readonly Assessed[],
  bystanders: Bystanders,
  input: TickInput,
) => Promise<Arbitrated>;

/** Beside what is known of the rest of the fleet, which does not change meanwhile. */
export const arbitrateBeside =
  (elsewhere: Elsewhere): Arbitrate =>
  async (assessed, bystanders, { fleet }) => ({
    assessed: arbitrate(assessed, fleet.policy, bystanders, elsewhere),
    elsewhere,
    trouble: noTrouble,
  });

export const arbitrateAlone = arbitrateBeside(nowhereElse);
