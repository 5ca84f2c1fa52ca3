/** Phase 5: opens the purse, looks at the signals, and notes what that came to. */
import { isAdaptive } from '#config/reads.ts';
import type { MonthSpend } from '#lib/spend.ts';
import type { TickInput } from './input.ts';
import { type Look, lookAtAll, lookInTurn } from './look-at-signals.ts';
import type { Prospect } from './prospects.ts';
import { notePurse, openPurse } from './purse.ts';
import { joinTrouble, noTrouble, type Trouble } from './trouble.ts';

export type Signals = Look & {
  readonly spend: MonthSpend | null;
  readonly affordsLoops: boolean;
  readonly trouble: Trouble;
};

export const readSignals = async (
  prospects: readonly Prospect[],
  input: TickInput,
): Promise<Signals> => {
  // Whoever looks from a terminal sees everything and pays for it; the ledger is the ticks'.
  if (input.reads !== 'due') {
    const look = await lookAtAll(prospects, { freeRequests: 0 }, input);
    return { ...look, spend: null, affordsLoops: false, trouble: noTrouble };
  }
  const purse = await openPurse(prospects, input);
  // A look is at those who are read on every tick, and hours of points of 20 seconds would be for nothing.
  const isInTurn = isAdaptive(input.fleet.parameters) && input.isLook !== true;
  const lookAt = isInTurn ? lookInTurn : lookAtAll;
  const look = await lookAt(prospects, purse, input);
  const { billedMetrics: paidMetrics, freeRequests } = look;
  const noted = await notePurse({ paidMetrics, freeRequests }, input);
  const { spend, affordsLoops } = purse;
  return { ...look, spend, affordsLoops, trouble: joinTrouble(purse.trouble, noted) };
};
