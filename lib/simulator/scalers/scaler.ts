/**
 * What an autoscaler on trial may see at a moment, and what it answers. Everyone on trial gets the same sight, and takes
 * from it what the system it stands for would have: nobody sees more than was published by then.
 */

/** A period of a metric as it was published. */
export type MetricPoint = {
  /** Where the period begins. */
  readonly atMs: number;
  /** Average over the tasks that ran, or `null` where none did: no task, no metric. */
  readonly cpuPercent: number | null;
  /** Tasks that reported. */
  readonly tasks: number;
  /** Requests that came in over the period, served or not. */
  readonly requests: number;
  /** Of a queue: jobs that were done over the period, and those that waited at its end. */
  readonly jobs: { readonly done: number; readonly waiting: number } | null;
};

/** What tasks themselves know, without a monitoring service in between. */
export type FinePoint = {
  readonly atMs: number;
  readonly offeredPerSecond: number;
  /** Load over the capacity of the tasks that ran; past 1 they are overrun. */
  readonly utilisation: number;
  readonly running: number;
};

export type HourPoint = { readonly atMs: number; readonly requests: number };

export type Backlog = { readonly waiting: number; readonly inFlight: number };

export type Sight = {
  readonly nowMs: number;
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  /** One-minute points that are published by now, oldest first, three hours of them at most. */
  readonly minutes: readonly MetricPoint[];
  /** The same as 20-second points, half an hour of them at most. */
  readonly thirds: readonly MetricPoint[];
  /** The last five minutes, up to now. */
  readonly fine: readonly FinePoint[];
  /** Whole hours that are over, oldest first, fourteen days of them at most. */
  readonly hours: readonly HourPoint[];
  /** `null` for a service that works off no queue. */
  readonly backlog: Backlog | null;
};

export type ScalerName =
  | 'flyball'
  | 'flyball-adaptive'
  | 'aas-60'
  | 'aas-20'
  | 'aas-step'
  | 'aas-predictive'
  | 'hpa'
  | 'knative'
  | 'keda'
  | 'static-peak'
  | 'static-mean'
  | 'oracle';

export type Settings = Readonly<Record<string, number | string>>;

export type Scaler = {
  readonly name: ScalerName;
  /** What it was given, to be quoted beside its results. */
  readonly settings: Settings;
  /** How often it looks. */
  readonly everySeconds: number;
  /** Begins with a clean memory; the answer is the desired count from now on. */
  readonly begin: () => (sight: Sight) => number;
  /** Metrics that it paid for since it last began, a minute. @default nobody counts */
  readonly metricsAMinute?: () => number;
};
