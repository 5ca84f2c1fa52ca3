/** What `simulate` and `compare` are both asked: which load, whose policy, and how fine and how often it is looked at. */
import type { Reads } from '#simulator/scalers/flyball.ts';
import { usualCpuTarget } from '#simulator/scalers/web-policy.ts';
import { UsageError } from '../usage-error.ts';
import { choiceOption, numberOption } from './number-option.ts';
import type { PlantOptions } from './plant-options.ts';
import type { PriceOptions } from './price-options.ts';

export type TrialOptions = PlantOptions &
  PriceOptions & {
    readonly trace?: string | undefined;
    readonly fleet?: string | undefined;
    readonly service?: string | undefined;
    readonly target?: string | undefined;
    readonly risk?: string | undefined;
    readonly resolution?: string | undefined;
    readonly tick?: string | undefined;
    readonly reads?: string | undefined;
    readonly queue?: boolean | undefined;
  };

export const traceOf = ({ trace }: TrialOptions, command: string): string => {
  if (trace !== undefined) return trace;
  throw new UsageError(`flyball ${command} needs --trace; see flyball traces for generated ones`);
};

export const seedOf = ({ seed }: TrialOptions): number =>
  numberOption(seed, 1, { name: 'seed', min: 0, max: 2 ** 31, whole: true });

const readsOf = (reads: string | undefined): Reads => {
  if (reads === undefined || reads === 'every-tick') return 'every-tick';
  if (reads === 'adaptive') return reads;
  throw new UsageError(`--reads ${reads} must be every-tick or adaptive, or both to compare`);
};

export const timingOf = ({ resolution, tick, reads }: TrialOptions) => ({
  resolutionSeconds: choiceOption(resolution, 'resolution', [60, 20]),
  tickSeconds: choiceOption(tick, 'tick', [60, 20]),
  reads: readsOf(reads),
});

export const targetOf = ({ target, service, risk }: TrialOptions): number => {
  if (target !== undefined && (service !== undefined || risk !== undefined)) {
    throw new UsageError(
      '--target is of the usual policy; with --service it is in the fleet file, and with --risk there is none',
    );
  }
  return numberOption(target, usualCpuTarget, { name: 'target', min: 1, max: 100, whole: true });
};
