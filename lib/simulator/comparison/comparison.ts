/** What a comparison of autoscalers over one trace found: the shape of `flyball compare --json`. */
import type { ScalerName, Settings } from '../scalers/scaler.ts';

export type TrialPlant = {
  readonly capacityPerTask: number;
  readonly peakTasks: number;
  readonly startLagSeconds: number;
  readonly metricDelaySeconds: number;
  /** Utilisation, in percent, above which a minute counts as violated. */
  readonly sloPercent: number;
  readonly min: number;
  readonly max: number;
  readonly seed: number;
};

export type ScalerScore = {
  readonly name: ScalerName;
  readonly settings: Settings;
  readonly violatedPct: number;
  /** Tasks that are pending count too: they are paid for. */
  readonly taskHours: number;
  readonly dollars: number;
  readonly thetaU: number;
  readonly thetaO: number;
  readonly tauU: number;
  readonly tauO: number;
  readonly instability: number;
  readonly scaleOuts: number;
  readonly scaleIns: number;
  /** From a rise in load to running capacity, the median; `null` where the load never rose by a step. */
  readonly reactionSeconds: number | null;
  /** What reading metrics costs a month; `null` for those that do not read them one by one. */
  readonly readDollars: number | null;
};

export type FrontierPoint = {
  readonly name: ScalerName;
  /** What was turned: a target in percent, or a risk. */
  readonly knob: number;
  readonly violatedPct: number;
  readonly taskHours: number;
};

export type Comparison = {
  readonly trace: string;
  readonly plant: TrialPlant;
  readonly scalers: readonly ScalerScore[];
  readonly frontier: readonly FrontierPoint[];
};

/** One scaler's run minute by minute, for charts. */
export type Course = {
  readonly name: ScalerName;
  readonly startMs: number;
  readonly everySeconds: number;
  /** Tasks that ran. */
  readonly running: readonly number[];
};

/** What the load asked for, in tasks at the SLO; the same for everyone. */
export type DemandCourse = {
  readonly startMs: number;
  readonly everySeconds: number;
  readonly tasks: readonly number[];
};
