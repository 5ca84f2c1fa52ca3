/** Looks at the signals of services and decides each of them, as if it were alone. */
import type { MonthSpend } from '#lib/spend.ts';
import type { Assessed } from './assess.ts';
import { decideEach } from './decide-each.ts';
import { foresee } from './foreseen.ts';
import type { Candidate } from './gather.ts';
import type { TickInput } from './input.ts';
import type { Looked } from './look-at-signals.ts';
import { prospectsOf } from './prospects.ts';
import { readSignals } from './read-signals.ts';
import { joinTrouble, type Trouble } from './trouble.ts';

export type Inspected = {
  readonly looked: readonly Looked[];
  readonly assessed: readonly Assessed[];
  readonly trouble: Trouble;
  readonly billedMetrics: number;
  readonly spend: MonthSpend | null;
  readonly affordsLoops: boolean;
};

export const inspect = async (
  candidates: readonly Candidate[],
  input: TickInput,
): Promise<Inspected> => {
  const foreseen = await foresee(candidates, input);
  const prospects = prospectsOf(candidates, foreseen, input);
  const signals = await readSignals(prospects.prospects, input);
  const decided = decideEach(signals.services, input);
  return {
    looked: signals.services,
    assessed: decided.assessed,
    trouble: joinTrouble(foreseen.trouble, prospects.trouble, signals.trouble, decided.trouble),
    billedMetrics: signals.billedMetrics,
    spend: signals.spend,
    affordsLoops: signals.affordsLoops,
  };
};
