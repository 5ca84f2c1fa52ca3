/** A comparison from its options to its result. */
import { type ComparisonResult, runComparison } from '#simulator/comparison/run-comparison.ts';
import { flyballWith, usualFlyball } from '#simulator/scalers/flyball-contestant.ts';
import { usualCpuTarget } from '#simulator/scalers/web-policy.ts';
import { choiceOption, numberOption } from '../simulate/number-option.ts';
import { type PlantOptions, readPlant } from '../simulate/plant-options.ts';
import { readTried } from '../simulate/policy-option.ts';
import { type PriceOptions, readPrice } from '../simulate/price-options.ts';
import { createProgress } from '../simulate/progress.ts';
import { readLoad } from '../simulate/read-load.ts';
import { UsageError } from '../usage-error.ts';
import type { CliWorld } from '../world.ts';

export type ContestOptions = PlantOptions &
  PriceOptions & {
    readonly trace?: string | undefined;
    readonly fleet?: string | undefined;
    readonly service?: string | undefined;
    readonly target?: string | undefined;
    readonly resolution?: string | undefined;
    readonly tick?: string | undefined;
    readonly queue?: boolean | undefined;
  };

const seedOf = ({ seed }: ContestOptions): number =>
  numberOption(seed, 1, { name: 'seed', min: 0, max: 2 ** 31, whole: true });

const targetOf = (target: string | undefined, usual: number): number =>
  numberOption(target, usual, { name: 'target', min: 1, max: 100 });

export const holdContest = async (
  options: ContestOptions,
  world: CliWorld,
): Promise<ComparisonResult> => {
  if (options.trace === undefined) {
    throw new UsageError('flyball compare needs --trace; see flyball traces for generated ones');
  }
  const resolutionSeconds = choiceOption(options.resolution, 'resolution', [60, 20]);
  const tickSeconds = choiceOption(options.tick, 'tick', [60, 20]);
  const price = readPrice(options);
  const load = await readLoad(options.trace, seedOf(options), world);
  const tried = await readTried(options, world);
  const plant = readPlant(options, load, tried?.policy ?? null);
  const work = options.queue === true ? 'jobs' : 'requests';
  const pace = { resolutionSeconds, tickSeconds, schedules: tried?.schedules ?? [] };
  const targetPercent = targetOf(options.target, usualCpuTarget);
  const flyball =
    tried === null
      ? usualFlyball({ plant, work, targetPercent }, pace)
      : flyballWith(tried.policy, pace);
  const progress = createProgress(load.name, world);
  const onProgress = progress.show;
  try {
    return runComparison({ load, plant, work, price, flyball, targetPercent, onProgress });
  } finally {
    progress.end();
  }
};
