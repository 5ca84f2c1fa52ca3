/** The ways in which a service would have saved and served as well, by replay of its past. */
import type { Home } from '#config/fleet.ts';
import type { ServiceId } from '#engine/model.ts';
import {
  leastSavedRatio,
  savingsBySchedule,
  zoneOf,
} from '#simulator/backtest/quiet/schedule-savings.ts';
import { type BacktestSetup, type Result, runBacktest } from '#simulator/backtest/run-backtest.ts';
import { riskPercent, savingsByRisk } from '#simulator/backtest/savings.ts';
import { assureSnippet, scheduleSnippet, windowText } from '../../backtest/snippet.ts';
import type { ServiceSavings, Way } from './savings.ts';

type Found = { readonly way: Way } | { readonly why: string };

/** A twelfth of 365 days. */
const weeksAMonth = 365 / 12 / 7;

export type Whose = { readonly service: string; readonly id: ServiceId; readonly home: Home };

const byAssure = (setup: BacktestSetup, today: Result, { id, home }: Whose): Found => {
  const { rules } = setup.policies[0].policy;
  if (rules.some(({ kind }) => kind === 'assure')) return { why: 'it goes by assure already' };
  const savings = savingsByRisk(setup, today);
  if (savings === null) return { why: 'no hour of its past counts' };
  const { present, assured, dollarsAWeek, isAsGood } = savings;
  if (!isAsGood) return { why: 'assure served worse' };
  if (present.dollars - assured.dollars < present.dollars * leastSavedRatio) {
    return { why: 'assure saves less than 2 %' };
  }
  const way: Way = {
    by: 'assure',
    dollarsAMonth: dollarsAWeek * weeksAMonth,
    present,
    instead: assured,
    text: `a risk of ${riskPercent} % in place of its rules`,
    snippet: assureSnippet(id, home, setup.sloPercent, riskPercent),
  };
  return { way };
};

const bySchedule = (setup: BacktestSetup, today: Result, { id, home }: Whose): Found => {
  const savings = savingsBySchedule(setup, today, zoneOf(setup));
  if (savings.kind === 'none') return { why: savings.why };
  const { window, timeZone, min, present, scheduled, dollarsAWeek } = savings;
  const way: Way = {
    by: 'schedule',
    dollarsAMonth: dollarsAWeek * weeksAMonth,
    present,
    instead: scheduled,
    text: `min ${window.min} in place of ${min} ${windowText(window, timeZone)}`,
    snippet: scheduleSnippet(id, home, window, timeZone),
  };
  return { way };
};

/** `onStep` is told how much of it is done, from 0 to 1; a replay of a fortnight by risk takes ten seconds. */
export const waysOf = (
  setup: BacktestSetup,
  whose: Whose,
  onStep: (doneRatio: number) => void,
): ServiceSavings => {
  const { service } = whose;
  const from = (begin: number, share: number): BacktestSetup => ({
    ...setup,
    onProgress: (doneRatio) => onStep(begin + share * doneRatio),
  });
  const [today] = runBacktest(from(0, 0.1)).replays;
  const hours = today?.score.scoredHours ?? 0;
  if (today === undefined || hours === 0) {
    return { kind: 'not replayed', service, why: 'no hour of its past counts' };
  }
  const found = [byAssure(from(0.1, 0.7), today, whose), bySchedule(from(0.8, 0.2), today, whose)];
  const days = hours / 24;
  const [first, ...others] = found
    .flatMap((each) => ('way' in each ? [each.way] : []))
    .toSorted((a, b) => b.dollarsAMonth - a.dollarsAMonth);
  if (first !== undefined) return { kind: 'saves', service, days, ways: [first, ...others] };
  const why = found.flatMap((each) => ('why' in each ? [each.why] : [])).join('; ');
  return { kind: 'saves nothing', service, days, why };
};
