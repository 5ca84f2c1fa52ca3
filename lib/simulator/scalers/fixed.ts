/** No autoscaler at all: a count chosen once, by someone who knew the whole load beforehand. */
import { type Bounds, roundUp, within } from './bounds.ts';
import type { Scaler } from './scaler.ts';

export type FixedSettings = Bounds & {
  /** Utilisation that the chosen load is to meet. */
  readonly targetPercent: number;
  /** The load, in tasks at 100 %. */
  readonly tasksAtFull: number;
};

export const fixed = (name: 'static-peak' | 'static-mean', settings: FixedSettings): Scaler => {
  const count = within(settings, roundUp((100 * settings.tasksAtFull) / settings.targetPercent));
  return {
    name,
    settings: { ...settings, count },
    everySeconds: 3600,
    begin: () => () => count,
  };
};
