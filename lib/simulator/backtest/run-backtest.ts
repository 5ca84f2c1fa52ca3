/** Policies over a service's own past, beside what really happened then. */
import type { Schedule } from '#config/schedule.ts';
import type { Policy } from '#engine/policy.ts';
import type { TrialPlant } from '../comparison/comparison.ts';
import type { Load } from '../loads/load.ts';
import { peakTasksOf } from '../loads/scale.ts';
import { flyball } from '../scalers/flyball.ts';
import type { TaskPrice } from '../scores/cost.ts';
import { type Score, scoreOf } from '../scores/score.ts';
import type { Outcome } from '../trial/outcome.ts';
import { runTrial } from '../trial/run-trial.ts';
import { usualPlant } from '../trial/setup.ts';
import { actualOutcome } from './actual.ts';
import type { Past } from './past.ts';

export type Replayed = {
  readonly label: string;
  readonly policy: Policy;
  readonly schedules: readonly Schedule[];
  /** Rules of the policy that go by what the past does not tell, by name. */
  readonly leftOut: readonly string[];
};

export type BacktestSetup = {
  readonly load: Load;
  readonly past: Past;
  /** At least one; the last one is what the backtest is about. */
  readonly policies: readonly [Replayed, ...Replayed[]];
  readonly startLagSeconds: number;
  readonly sloPercent: number;
  readonly price: TaskPrice;
  /** Told how much of all replays is done, from 0 to 1. */
  readonly onProgress?: (doneRatio: number) => void;
};

export type Result = { readonly label: string; readonly score: Score; readonly outcome: Outcome };

export type Backtest = { readonly actual: Result; readonly replays: readonly Result[] };

/** Load is in tasks' worth of CPU, so that a task can do 1; as 100 a second nothing is lost to whole requests. */
const perTask = 100;

export const plantFor = (
  { load, startLagSeconds, sloPercent }: BacktestSetup,
  { min, max }: Pick<TrialPlant, 'min' | 'max'>,
): TrialPlant => ({
  ...usualPlant,
  capacityPerTask: perTask,
  peakTasks: peakTasksOf(load, 1, sloPercent),
  startLagSeconds,
  sloPercent,
  min,
  max,
});

/** The trial holds every answer to its bounds, so they must leave room for what a schedule alone allows. */
const widest = ({ policy, schedules }: Replayed): Pick<TrialPlant, 'min' | 'max'> => ({
  min: Math.min(policy.min, ...schedules.flatMap(({ min }) => (min === null ? [] : [min]))),
  max: Math.max(policy.max, ...schedules.flatMap(({ max }) => (max === null ? [] : [max]))),
});

const replay = (setup: BacktestSetup, replayed: Replayed, index: number): Result => {
  const { label, policy, schedules } = replayed;
  const scaler = flyball({ policy, schedules });
  const of = setup.policies.length;
  const outcome = runTrial({
    load: setup.load,
    plant: plantFor(setup, widest(replayed)),
    scaler,
    onProgress: (doneRatio) => setup.onProgress?.((index + doneRatio) / of),
  });
  return { label, outcome, score: scoreOf(scaler, outcome, setup.price) };
};

export const runBacktest = (setup: BacktestSetup): Backtest => {
  const [first, ...others] = setup.policies;
  const replays = [
    replay(setup, first, 0),
    ...others.map((each, index) => replay(setup, each, index + 1)),
  ] as const;
  const outcome = actualOutcome(setup.past, replays[0].outcome);
  // The name is what trials are told apart by; here labels do that.
  const score = scoreOf({ name: 'flyball', settings: {} }, outcome, setup.price);
  return { actual: { label: 'what really happened', outcome, score }, replays };
};
