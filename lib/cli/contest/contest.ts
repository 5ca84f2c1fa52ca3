/** A comparison from its options to its result. */
import { type ComparisonResult, runComparison } from '#simulator/comparison/run-comparison.ts';
import type { Contestant } from '#simulator/scalers/contestants.ts';
import { flyballWith, type Usual, usualFlyball } from '#simulator/scalers/flyball-contestant.ts';
import { cpuTargetOf } from '#simulator/scalers/flyball-knob.ts';
import { usualCpuTarget } from '#simulator/scalers/web-policy.ts';
import { choiceOption, numberOption } from '../simulate/number-option.ts';
import { type PlantOptions, readPlant } from '../simulate/plant-options.ts';
import { assuredBy, readTried, type Tried } from '../simulate/policy-option.ts';
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
    readonly risk?: string | undefined;
    readonly resolution?: string | undefined;
    readonly tick?: string | undefined;
    readonly queue?: boolean | undefined;
  };

const seedOf = ({ seed }: ContestOptions): number =>
  numberOption(seed, 1, { name: 'seed', min: 0, max: 2 ** 31, whole: true });

type Entry = { readonly flyball: Contestant; readonly targetPercent: number };

/** The peers aim at what Flyball aims at, so that nobody wins by a lucky target. */
const entryOf = (
  options: ContestOptions,
  tried: Tried | null,
  given: Omit<Usual, 'targetPercent'>,
): Entry => {
  const resolutionSeconds = choiceOption(options.resolution, 'resolution', [60, 20]);
  const tickSeconds = choiceOption(options.tick, 'tick', [60, 20]);
  const range = { name: 'target', min: 1, max: 100, whole: true };
  const targetPercent = numberOption(options.target, usualCpuTarget, range);
  if (tried === null) {
    const flyball = usualFlyball({ ...given, targetPercent }, { resolutionSeconds, tickSeconds });
    return { flyball, targetPercent };
  }
  const { policy, schedules } = tried;
  const flyball = flyballWith(policy, { resolutionSeconds, tickSeconds, schedules });
  return { flyball, targetPercent: cpuTargetOf(policy) ?? targetPercent };
};

const checkOptions = ({ target, service }: ContestOptions): void => {
  if (target === undefined || service === undefined) return;
  throw new UsageError('--target is of the usual policy; with --service it is in the fleet file');
};

export const holdContest = async (
  options: ContestOptions,
  world: CliWorld,
): Promise<ComparisonResult> => {
  if (options.trace === undefined) {
    throw new UsageError('flyball compare needs --trace; see flyball traces for generated ones');
  }
  checkOptions(options);
  const price = readPrice(options);
  const load = await readLoad(options.trace, seedOf(options), world);
  const given = await readTried(options, world);
  const plant = readPlant(options, load, given?.policy ?? null);
  const tried = given ?? assuredBy(options.risk, plant);
  const work = options.queue === true ? 'jobs' : 'requests';
  const entry = entryOf(options, tried, { plant, work });
  const progress = createProgress(load.name, world);
  try {
    return runComparison({ load, plant, work, price, ...entry, onProgress: progress.show });
  } finally {
    progress.end();
  }
};
