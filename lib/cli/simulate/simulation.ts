/** One simulation from its options to its scores. */
import type { TrialPlant } from '#simulator/comparison/comparison.ts';
import type { Load } from '#simulator/loads/load.ts';
import { flyball } from '#simulator/scalers/flyball.ts';
import { usualCpuTarget, webPolicy } from '#simulator/scalers/web-policy.ts';
import { type Elasticity, elasticSpeedUp, ofStaticSize } from '#simulator/scores/elasticity.ts';
import { type Score, scoreOf } from '#simulator/scores/score.ts';
import { scoredMinutes } from '#simulator/scores/scored.ts';
import type { Outcome } from '#simulator/trial/outcome.ts';
import { runTrial } from '#simulator/trial/run-trial.ts';
import type { Work } from '#simulator/trial/setup.ts';
import { UsageError } from '../usage-error.ts';
import type { CliWorld } from '../world.ts';
import { choiceOption, numberOption } from './number-option.ts';
import { type PlantOptions, readPlant } from './plant-options.ts';
import { assuredBy, readTried, type Tried } from './policy-option.ts';
import { type PriceOptions, readPrice } from './price-options.ts';
import { createProgress } from './progress.ts';
import { readLoad } from './read-load.ts';

export type Options = PlantOptions &
  PriceOptions & {
    readonly trace?: string | undefined;
    readonly fleet?: string | undefined;
    readonly service?: string | undefined;
    readonly target?: string | undefined;
    readonly risk?: string | undefined;
    readonly resolution?: string | undefined;
    readonly tick?: string | undefined;
    readonly queue?: boolean | undefined;
    readonly 'start-lag-spread'?: string | undefined;
  };

export type Simulation = {
  readonly load: Load;
  readonly outcome: Outcome;
  readonly score: Score;
  /** Against as many tasks all the time as the trial had on average, rounded up. */
  readonly speedUp: { readonly staticTasks: number; readonly ratio: number };
};

const policyFor = (tried: Tried | null, plant: TrialPlant, target: string | undefined): Tried => {
  if (tried === null) {
    const range = { name: 'target', min: 1, max: 100, whole: true };
    const cpuTarget = numberOption(target, usualCpuTarget, range);
    return { policy: webPolicy({ ...plant, cpuTarget }), schedules: [] };
  }
  if (target === undefined) return tried;
  throw new UsageError(
    '--target is of the usual policy; with --service it is in the fleet file, and with --risk there is none',
  );
};

const speedUpOf = (outcome: Outcome, score: Score & Elasticity): Simulation['speedUp'] => {
  const staticTasks = Math.ceil(score.taskHours / Math.max(score.scoredHours, 1));
  const ofStatic = ofStaticSize(scoredMinutes(outcome), staticTasks);
  return { staticTasks, ratio: elasticSpeedUp(ofStatic, score) };
};

const seedOf = ({ seed }: Options): number =>
  numberOption(seed, 1, { name: 'seed', min: 0, max: 2 ** 31, whole: true });

export const simulateOne = async (options: Options, world: CliWorld): Promise<Simulation> => {
  if (options.trace === undefined) {
    throw new UsageError('flyball simulate needs --trace; see flyball traces for generated ones');
  }
  const resolutionSeconds = choiceOption(options.resolution, 'resolution', [60, 20]);
  const tickSeconds = choiceOption(options.tick, 'tick', [60, 20]);
  const spread = { name: 'start-lag-spread', min: 0, max: 2 };
  const startLagSpread = numberOption(options['start-lag-spread'], 0, spread);
  const price = readPrice(options);
  const load = await readLoad(options.trace, seedOf(options), world);
  const given = await readTried(options, world);
  const plant = readPlant(options, load, given?.policy ?? null);
  const tried = given ?? assuredBy(options.risk, plant);
  const { policy, schedules } = policyFor(tried, plant, options.target);
  const scaler = flyball({ policy, schedules, resolutionSeconds, tickSeconds });
  const work: Work = options.queue === true ? 'jobs' : 'requests';
  const progress = createProgress(load.name, world);
  const onProgress = progress.show;
  const outcome = runTrial({ load, plant, scaler, work, startLagSpread, onProgress });
  progress.end();
  const score = scoreOf(scaler, outcome, price);
  return { load, outcome, score, speedUp: speedUpOf(outcome, score) };
};
