/** What a service would have cost over its own past by the risk it takes, beside what its policy would have. */
import type { Policy } from '#engine/policy.ts';
import { assuredPolicy } from '../scalers/web-policy.ts';
import { type BacktestSetup, type Replayed, type Result, runBacktest } from './run-backtest.ts';
import { type Side, sideOf } from './side.ts';

export type Savings = {
  readonly present: Side;
  readonly assured: Side;
  /** Of a week like the past; negative where it would cost more. */
  readonly dollarsAWeek: number;
  /** It served no worse: no more violated minutes than at present, or no more than the risk that is stated. */
  readonly isAsGood: boolean;
};

export const riskPercent = 0.5;

const weekHours = 168;

/** Everything else stays as it is: bounds, cooldowns, schedules. */
const byRisk = (policy: Policy, sloPercent: number): Policy => {
  const { min, max } = policy;
  const { rules } = assuredPolicy({ min, max, sloPercent, riskPercent });
  return { ...policy, rules, signals: { ...policy.signals, cpu: { kind: 'cpu' } } };
};

/** `today` is the replay of the first of the policies, which is not done twice. */
export const savingsByRisk = (setup: BacktestSetup, today: Result): Savings | null => {
  const { policies, sloPercent } = setup;
  const [inUse] = policies;
  const policy = byRisk(inUse.policy, sloPercent);
  const candidate: Replayed = { ...inUse, label: 'by risk', policy, leftOut: [] };
  const { scoredHours } = today.score;
  if (scoredHours === 0) return null;
  const [replay] = runBacktest({ ...setup, policies: [candidate] }).replays;
  if (replay === undefined) return null;
  const present = sideOf(today.score);
  const assured = sideOf(replay.score);
  return {
    present,
    assured,
    dollarsAWeek: ((present.dollars - assured.dollars) * weekHours) / scoredHours,
    isAsGood: assured.violatedPct <= Math.max(present.violatedPct, riskPercent),
  };
};
