/** One simulation from its options to its scores. */
import type { TrialPlant } from '#simulator/comparison/comparison.ts';
import type { Load } from '#simulator/loads/load.ts';
import { flyball } from '#simulator/scalers/flyball.ts';
import { webPolicy } from '#simulator/scalers/web-policy.ts';
import { type Elasticity, elasticSpeedUp, ofStaticSize } from '#simulator/scores/elasticity.ts';
import { type Score, scoreOf } from '#simulator/scores/score.ts';
import { scoredMinutes } from '#simulator/scores/scored.ts';
import type { Outcome } from '#simulator/trial/outcome.ts';
import { runTrial } from '#simulator/trial/run-trial.ts';
import type { Work } from '#simulator/trial/setup.ts';
import type { CliWorld } from '../world.ts';
import { numberOption } from './number-option.ts';
import { readPlant } from './plant-options.ts';
import { assuredBy, readTried, type Tried } from './policy-option.ts';
import { readPrice } from './price-options.ts';
import { createProgress } from './progress.ts';
import { readLoad } from './read-load.ts';
import { seedOf, type TrialOptions, targetOf, timingOf, traceOf } from './trial-options.ts';

export type Options = TrialOptions & { readonly 'start-lag-spread'?: string | undefined };

export type Simulation = {
  readonly load: Load;
  readonly outcome: Outcome;
  readonly score: Score;
  /** Against as many tasks all the time as the trial had on average, rounded up. */
  readonly speedUp: { readonly staticTasks: number; readonly ratio: number };
};

const usual = (plant: TrialPlant, cpuTarget: number): Tried => ({
  policy: webPolicy({ ...plant, cpuTarget }),
  schedules: [],
});

const speedUpOf = (outcome: Outcome, score: Score & Elasticity): Simulation['speedUp'] => {
  const staticTasks = Math.ceil(score.taskHours / Math.max(score.scoredHours, 1));
  const ofStatic = ofStaticSize(scoredMinutes(outcome), staticTasks);
  return { staticTasks, ratio: elasticSpeedUp(ofStatic, score) };
};

export const simulateOne = async (options: Options, world: CliWorld): Promise<Simulation> => {
  const trace = traceOf(options, 'simulate');
  const timing = timingOf(options);
  const cpuTarget = targetOf(options);
  const spread = { name: 'start-lag-spread', min: 0, max: 2 };
  const startLagSpread = numberOption(options['start-lag-spread'], 0, spread);
  const price = readPrice(options);
  const load = await readLoad(trace, seedOf(options), world);
  const given = await readTried(options, world);
  const plant = readPlant(options, load, given?.policy ?? null);
  const tried = given ?? assuredBy(options.risk, plant) ?? usual(plant, cpuTarget);
  const scaler = flyball({ ...tried, ...timing });
  const work: Work = options.queue === true ? 'jobs' : 'requests';
  const progress = createProgress(load.name, world);
  const onProgress = progress.show;
  const outcome = runTrial({ load, plant, scaler, work, startLagSpread, onProgress });
  progress.end();
  const score = scoreOf(scaler, outcome, price);
  return { load, outcome, score, speedUp: speedUpOf(outcome, score) };
};
