/** From a trace's own unit to requests a second. */
import type { Rate } from '../plant/setup.ts';
import type { Load } from './load.ts';

export type Sizing = {
  /** Requests a second that take one task to 100 %. */
  readonly capacityPerTask: number;
  /** Tasks that the highest value takes to the SLO. */
  readonly peakTasks: number;
  readonly sloPercent: number;
};

/** The trace's highest value then needs exactly `peakTasks` tasks at the SLO. */
export const scaledToPeak = (load: Load, sizing: Sizing): Rate => {
  const { capacityPerTask, peakTasks, sloPercent } = sizing;
  const factor = (peakTasks * capacityPerTask * sloPercent) / 100 / load.peak;
  return (atMs) => load.at(atMs) * factor;
};

/** How many tasks the highest value takes to the SLO when the trace is in requests a second already. */
export const peakTasksOf = (load: Load, capacityPerTask: number, sloPercent: number): number =>
  load.peak / ((capacityPerTask * sloPercent) / 100);
