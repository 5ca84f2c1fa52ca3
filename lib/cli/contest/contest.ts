/** A comparison from its options to its result. */
import { type ComparisonResult, runComparison } from '#simulator/comparison/run-comparison.ts';
import type { Contestant } from '#simulator/scalers/contestants.ts';
import type { FlyballSetup } from '#simulator/scalers/flyball.ts';
import { flyballWith, type Usual, usualFlyball } from '#simulator/scalers/flyball-contestant.ts';
import { cpuTargetOf } from '#simulator/scalers/flyball-knob.ts';
import { readPlant } from '../simulate/plant-options.ts';
import { assuredBy, readTried, type Tried } from '../simulate/policy-option.ts';
import { readPrice } from '../simulate/price-options.ts';
import { createProgress } from '../simulate/progress.ts';
import { readLoad } from '../simulate/read-load.ts';
import {
  seedOf,
  type TrialOptions,
  targetOf,
  timingOf,
  traceOf,
} from '../simulate/trial-options.ts';
import type { CliWorld } from '../world.ts';

type Entry = {
  readonly flyball: Contestant;
  readonly variants: readonly Contestant[];
  readonly targetPercent: number;
};

type Pace = Omit<FlyballSetup, 'policy'>;

/** The peers aim at what Flyball aims at, so that nobody wins by a lucky target. */
const entryOf = (
  options: TrialOptions,
  tried: Tried | null,
  given: Omit<Usual, 'targetPercent'>,
): Entry => {
  const isBoth = options.reads === 'both';
  const timing = timingOf(isBoth ? { ...options, reads: 'every-tick' } : options);
  const usualTarget = targetOf(options);
  const entrant = (pace: Pace): Contestant => {
    if (tried === null) return usualFlyball({ ...given, targetPercent: usualTarget }, pace);
    return flyballWith(tried.policy, { ...pace, schedules: tried.schedules });
  };
  const adaptive = { ...timing, reads: 'adaptive', name: 'flyball-adaptive' } as const;
  return {
    flyball: entrant(timing),
    variants: isBoth ? [entrant(adaptive)] : [],
    targetPercent: tried === null ? usualTarget : (cpuTargetOf(tried.policy) ?? usualTarget),
  };
};

export const holdContest = async (
  options: TrialOptions,
  world: CliWorld,
): Promise<ComparisonResult> => {
  const trace = traceOf(options, 'compare');
  const price = readPrice(options);
  const load = await readLoad(trace, seedOf(options), world);
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
