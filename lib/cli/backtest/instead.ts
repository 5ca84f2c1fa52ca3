/** What would have saved in place of the policy in use, as far as it was asked. */
import {
  type ScheduleSavings,
  savingsBySchedule,
  zoneOf,
} from '#simulator/backtest/quiet/schedule-savings.ts';
import type { BacktestSetup, Result } from '#simulator/backtest/run-backtest.ts';
import { type Savings, savingsByRisk } from '#simulator/backtest/savings.ts';

export type InsteadOptions = {
  readonly 'by-risk'?: boolean | undefined;
  readonly 'by-schedule'?: boolean | undefined;
};

/** Each is `null` unless it was asked for. */
export type Instead = {
  readonly savings: Savings | null;
  readonly schedule: ScheduleSavings | null;
};

export const insteadOf = (
  options: InsteadOptions,
  setup: BacktestSetup,
  today: Result | undefined,
): Instead => {
  if (today === undefined) return { savings: null, schedule: null };
  return {
    savings: options['by-risk'] === true ? savingsByRisk(setup, today) : null,
    schedule:
      options['by-schedule'] === true ? savingsBySchedule(setup, today, zoneOf(setup)) : null,
  };
};
