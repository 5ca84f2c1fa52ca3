/** What a trial is run on: the same for everyone who is tried. */
import type { TrialPlant } from '../comparison/comparison.ts';
import type { Load } from '../loads/load.ts';
import type { StartLag } from '../plant/setup.ts';
import type { Scaler } from '../scalers/scaler.ts';

/** Requests that are answered at once or not at all, or messages that wait in a queue until a task has time. */
export type Work = 'requests' | 'jobs';

export type TrialSetup = {
  readonly load: Load;
  readonly plant: TrialPlant;
  readonly scaler: Scaler;
  /** @default requests */
  readonly work?: Work;
  /** How much start lags differ, as the sigma of a log-normal. @default 0: all the same */
  readonly startLagSpread?: number;
  /** Told after each hour of the trace how much of it is done, from 0 to 1. */
  readonly onProgress?: (doneRatio: number) => void;
};

export const startLagOf = ({ plant, startLagSpread = 0 }: TrialSetup): StartLag =>
  startLagSpread === 0
    ? plant.startLagSeconds
    : { medianSeconds: plant.startLagSeconds, spread: startLagSpread };

/**
 * A Fargate task needs half a minute to a minute until it has passed its health checks. CloudWatch shows a minute's
 * utilisation a minute or two after it ended; the shorter is taken, which favours nobody.
 */
export const usualPlant: TrialPlant = {
  capacityPerTask: 100,
  peakTasks: 20,
  startLagSeconds: 60,
  metricDelaySeconds: 60,
  sloPercent: 90,
  min: 1,
  max: 60,
  seed: 1,
};

/**
 * Points of 20 s come sooner than points of a minute: AWS measured 86 s from a rise to a decision on 20-s metrics,
 * which three points and a third of the usual delay of 60 s come near, and three points and 60 s do not.
 */
export const thirdsDelaySeconds = (plant: TrialPlant): number => plant.metricDelaySeconds / 3;

const longestStepSeconds = 10;

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b);

/** The plant's step: 10 s, or less where the scaler looks at moments in between. */
export const stepSecondsFor = ({ name, everySeconds }: Scaler): number => {
  if (Number.isInteger(everySeconds) && everySeconds > 0 && 3600 % everySeconds === 0) {
    return greatestCommonDivisor(longestStepSeconds, everySeconds);
  }
  throw new RangeError(
    `${name} looks every ${everySeconds} s, but that must be whole seconds that divide an hour: take 2, 15, 20, 30 or 60`,
  );
};
