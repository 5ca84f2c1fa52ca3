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

export const arbitrateAlone: Arbitrate = async (assessed, bystanders, { fleet }) => ({
  assessed: arbitrate(assessed, fleet.policy, bystanders),
  elsewhere: nowhereElse,
  trouble: noTrouble,
});
