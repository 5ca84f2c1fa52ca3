/** What this tick may spend on metrics: requests that are free, and dollars under the month's ceiling. */
import { longestApartMinutes } from '#engine/cadence/steps.ts';
import { longestStretch, stretchFor, wantedOf } from '#engine/cadence/stretch.ts';
import { longestFor } from '#engine/cadence/waits.ts';
import type { Cause } from '#lib/ports.ts';
import {
  affordableAMinute,
  dollarsPerMetric,
  freeRequestsAMonth,
  freeRequestsPerTick,
  type MonthSpend,
  monthOf,
  monthSpan,
  type Spend,
} from '#lib/spend.ts';
import { partHere, type TickInput } from './input.ts';
import { loopedPerMinute, monthSpendOf } from './month-spend.ts';
import type { Prospect } from './prospects.ts';
import { asError, fail, fleetWide, noTrouble, type Trouble } from './trouble.ts';

export type Purse = {
  readonly freeRequests: number;
  /** By how much calm services wait longer than they should. */
  readonly stretch: number;
  /** A look inside the minute is a luxury: it is the first thing that a ceiling takes. */
  readonly affordsLoops: boolean;
  /** What the month has come to; `null` where the ledger could not be read. */
  readonly spend: MonthSpend | null;
  readonly trouble: Trouble;
};

const minuteMs = 60_000;

const money = (dollars: number): string => `$${dollars.toFixed(2)}`;

const ceilingCause = (
  prospects: readonly Prospect[],
  wanted: number,
  stretch: number,
  { fleet, tickMs }: TickInput,
): readonly Cause[] => {
  if (stretch === 1) return [];
  const { startMs, endMs } = monthSpan(tickMs);
  const enough = Math.ceil(((endMs - startMs) / minuteMs) * wanted * dollarsPerMetric);
  const longest = Math.max(...prospects.map(({ asked }) => longestFor(asked.policy)));
  const apart = Math.min(longestApartMinutes, Math.ceil(longest * stretch));
  const ceiling = money(fleet.parameters.MonthlyMetricBudgetUsd);
  const most = stretch >= longestStretch ? ', which is as far as it goes' : '';
  const message = `metric reads would pass ${ceiling} a month, so calm services are looked at every ${apart} min instead of ${longest}${most}: a rise there is noticed that much later; about ${money(enough)} is what this fleet needs, see MonthlyMetricBudgetUsd`;
  return [{ code: 'cost-ceiling', service: null, group: null, message }];
};

const stretched = (
  prospects: readonly Prospect[],
  spend: Spend,
  freeRequests: number,
  input: TickInput,
): Omit<Purse, 'spend'> => {
  const ceiling = input.fleet.parameters.MonthlyMetricBudgetUsd;
  const { urgent, calm } = wantedOf(prospects.map(({ asked }) => asked));
  const isFree = urgent + calm < Math.min(freeRequests, freeRequestsPerTick);
  if (ceiling === 0 || isFree)
    return { freeRequests, stretch: 1, affordsLoops: true, trouble: noTrouble };
  const affordable = affordableAMinute(spend, ceiling, input.tickMs) * partHere(input.share);
  const stretch = stretchFor({ urgent, calm }, affordable);
  const looped = loopedPerMinute(
    prospects.map(({ asked }) => asked),
    input.fleet.parameters,
  );
  const affordsLoops = urgent + calm + looped <= affordable;
  const wantedByAll = (urgent + calm) / partHere(input.share);
  const alerts = ceilingCause(prospects, wantedByAll, stretch, input);
  return { freeRequests, stretch, affordsLoops, trouble: { ...noTrouble, alerts } };
};

/** Where the ledger cannot be read nothing is taken to be free, and nobody is kept waiting for a guess. */
export const openPurse = async (
  prospects: readonly Prospect[],
  input: TickInput,
): Promise<Purse> => {
  const { ports, tickMs, deadline, fleet } = input;
  try {
    const spend = await ports.spend.load(monthOf(tickMs), deadline);
    const share = fleet.parameters.FreeRequestsPercent / 100;
    const freeRequests = Math.max(0, Math.floor(freeRequestsAMonth * share) - spend.freeRequests);
    const month = monthSpendOf({
      services: prospects.map(({ asked }) => asked),
      spent: spend,
      parameters: fleet.parameters,
      nowMs: tickMs,
      part: partHere(input.share),
    });
    return { ...stretched(prospects, spend, freeRequests, input), spend: month };
  } catch (thrown) {
    const error = new Error('what was spent on metrics this month could not be read', {
      cause: asError(thrown),
    });
    const trouble = fail(fleetWide.spend, error);
    return { freeRequests: 0, stretch: 1, affordsLoops: true, spend: null, trouble };
  }
};

/** Counted after the fact: what is asked for is known then, a tick that dies in between leaves its own out. */
export const notePurse = async (spent: Spend, input: TickInput): Promise<Trouble> => {
  if (spent.freeRequests === 0 && spent.paidMetrics === 0) return noTrouble;
  try {
    await input.ports.spend.add(monthOf(input.tickMs), spent, input.deadline);
    return noTrouble;
  } catch (thrown) {
    const error = new Error('what was spent on metrics could not be written down', {
      cause: asError(thrown),
    });
    return fail(fleetWide.spend, error);
  }
};
