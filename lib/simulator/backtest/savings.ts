/** What a service would have cost over its own past by the risk it takes, beside what its policy would have. */
import type { Policy } from '#engine/policy.ts';
import { assuredPolicy } from '../scalers/web-policy.ts';
import type { Score } from '../scores/score.ts';
import { type BacktestSetup, type Replayed, runBacktest } from './run-backtest.ts';

export type Side = Pick<Score, 'dollars' | 'taskHours' | 'violatedPct'>;

export type Savings = {
  readonly present: Side;
  readonly assured: Side;
  /** Of a week like the past; negative where it would cost more. */
  readonly dollarsAWeek: number;
  /** It served no worse: no more violated minutes than at present, or no more than the risk that is stated. */
  readonly isAsGood: boolean;
};

const riskPercent = 0.5;
const weekHours = 168;

/** Everything else stays as it is: bounds, cooldowns, schedules. */
const byRisk = (policy: Policy, sloPercent: number): Policy => {
  const { min, max } = policy;
  const { rules } = assuredPolicy({ min, max, sloPercent, riskPercent });
  return { ...policy, rules, signals: { ...policy.signals, cpu: { kind: 'cpu' } } };
};

const sideOf = ({ dollars, taskHours, violatedPct }: Score): Side => ({
  dollars,
  taskHours,
  violatedPct,
});

export const savingsByRisk = (setup: BacktestSetup): Savings | null => {
  const [today] = setup.policies;
  const candidate: Replayed = {
    ...today,
    label: 'by risk',
    policy: byRisk(today.policy, setup.sloPercent),
    leftOut: [],
  };
  const { replays } = runBacktest({ ...setup, policies: [today, candidate] });
  const [present, assured] = replays.map(({ score }) => score);
  if (present === undefined || assured === undefined || present.scoredHours === 0) return null;
  const saved = present.dollars - assured.dollars;
  return {
    present: sideOf(present),
    assured: sideOf(assured),
    dollarsAWeek: (saved * weekHours) / present.scoredHours,
    isAsGood: assured.violatedPct <= Math.max(present.violatedPct, riskPercent),
  };
};
