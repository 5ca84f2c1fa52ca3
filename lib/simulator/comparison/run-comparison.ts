/**
 * Every contestant over one trace on the same plant, at each place of its knob: all of them make the frontier, and where
 * it usually stands makes the scores. The order is fixed, so the same setup gives the same bytes.
 */
import type { Load, Repair } from '../loads/load.ts';
import { type Contestant, peers } from '../scalers/contestants.ts';
import { fixed } from '../scalers/fixed.ts';
import type { TaskPrice } from '../scores/cost.ts';
import { scoreOf } from '../scores/score.ts';
import { demandTasks, type Outcome } from '../trial/outcome.ts';
import { runTrial } from '../trial/run-trial.ts';
import type { Work } from '../trial/setup.ts';
import type {
  Comparison,
  Course,
  DemandCourse,
  FrontierPoint,
  ScalerScore,
  TrialPlant,
} from './comparison.ts';
import { scalerScore } from './scaler-score.ts';

/** What everyone is tried on. */
export type Field = {
  readonly load: Load;
  readonly plant: TrialPlant;
  readonly work: Work;
  readonly price: TaskPrice;
};

export type ComparisonSetup = Field & {
  readonly flyball: Contestant;
  /** Flyball otherwise, beside it. @default nobody */
  readonly variants?: readonly Contestant[];
  /** Where the peers' knobs stand for the scores. */
  readonly targetPercent: number;
  /** Told how much of it is done, from 0 to 1. */
  readonly onProgress?: (doneRatio: number) => void;
};

export type ComparisonResult = {
  readonly comparison: Comparison;
  readonly demand: DemandCourse;
  readonly courses: readonly Course[];
  /** Which minutes of the demand count. */
  readonly scored: readonly boolean[];
  readonly repairs: readonly Repair[];
  readonly price: TaskPrice;
};

/** What the load asks for, seen by someone who always has room for it. */
export const demandOf = ({ load, plant, work }: Field): DemandCourse => {
  const { max } = plant;
  const room = { min: max, max, targetPercent: 100, tasksAtFull: max };
  const outcome = runTrial({ load, plant, work, scaler: fixed('static-peak', room) });
  return { startMs: outcome.startMs, everySeconds: 60, tasks: demandTasks(outcome) };
};

type Trial = { readonly score: ScalerScore; readonly outcome: Outcome };

const tryOut = (setup: Field, contestant: Contestant, knob: number): Trial => {
  const { load, plant, work, price } = setup;
  const scaler = contestant.at(knob);
  const outcome = runTrial({ load, plant, work, scaler });
  return { outcome, score: scalerScore(scoreOf(scaler, outcome, price)) };
};

const courseOf = ({ score: { name }, outcome: { startMs, running } }: Trial): Course => ({
  name,
  startMs,
  everySeconds: 60,
  running,
});

/** A contestant at every place of its knob, and how it does where that usually stands. */
export type Sweep = { readonly points: readonly FrontierPoint[]; readonly usual: readonly Trial[] };

export const sweep = (setup: Field, contestant: Contestant, onTrial: () => void): Sweep => {
  const points: FrontierPoint[] = [];
  const usual: Trial[] = [];
  for (const knob of contestant.knobs) {
    const trial = tryOut(setup, contestant, knob);
    const { name, violatedPct, taskHours } = trial.score;
    points.push({ name, knob, violatedPct, taskHours });
    if (knob === contestant.usual) usual.push(trial);
    onTrial();
  }
  return { points, usual };
};

export const runComparison = (setup: ComparisonSetup): ComparisonResult => {
  const { load, plant, price } = setup;
  const demand = demandOf(setup);
  const contestants = [setup.flyball, ...(setup.variants ?? []), ...peers({ ...setup, demand })];
  const trials = contestants.reduce((sum, { knobs }) => sum + knobs.length, 0);
  let done = 0;
  const sweeps = contestants.map((contestant) =>
    sweep(setup, contestant, () => {
      done += 1;
      setup.onProgress?.(done / trials);
    }),
  );
  const usual = sweeps.flatMap((each) => each.usual);
  const scalers = usual.map(({ score }) => score);
  const frontier = sweeps.flatMap(({ points }) => points);
  const comparison: Comparison = { trace: load.name, plant, scalers, frontier };
  // The same for everyone: it is the load that is known or not.
  const scored = usual[0]?.outcome.scored ?? [];
  const { repairs } = load;
  return { comparison, demand, courses: usual.map(courseOf), scored, repairs, price };
};
