/**
 * What an operator asks for, with every default filled in. The fleet file is parsed into this
 * (`lib/config`); the engine never sees an optional setting.
 */

export type Urgency = 'low' | 'medium' | 'high';

export type Mode = 'observe' | 'act';

/** How the number a metric gives relates to the count: an average over tasks, or a total of the service. */
export type Per = 'task' | 'service';

export type MetricSource = {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Average, Sum, Minimum, Maximum, SampleCount or a percentile such as p95. */
  readonly statistic: string;
};

/** Where a signal's numbers come from. The built-in ones resolve themselves from the service. */
export type SignalDefinition =
  | { readonly kind: 'cpu' }
  | { readonly kind: 'memory' }
  | { readonly kind: 'requests' }
  | { readonly kind: 'latency'; readonly statistic: string }
  | { readonly kind: 'errors' }
  | { readonly kind: 'queueDepth'; readonly queueUrl: string }
  | { readonly kind: 'queueAge'; readonly queueUrl: string }
  | ({ readonly kind: 'custom'; readonly per: Per } & MetricSource)
  | {
      readonly kind: 'expression';
      readonly per: Per;
      readonly expression: string;
      readonly metrics: Readonly<Record<string, MetricSource>>;
    };

/** Demand from a per-task or total signal, held at a target: `ceil(demand / target)`. */
export type TrackRule = {
  readonly kind: 'track';
  readonly name: string;
  readonly signal: string;
  /** In the signal's own unit: percent for cpu and memory, requests per minute and task for requests. */
  readonly target: number;
  /** At or above this value the signal can no longer show the whole demand, so demand is multiplied. */
  readonly saturation: { readonly at: number; readonly factor: number } | null;
};

/** `ceil(backlog / perTask)`. */
export type BacklogRule = {
  readonly kind: 'backlog';
  readonly name: string;
  readonly signal: string;
  readonly perTask: number;
};

export type StepAdjustment =
  | { readonly kind: 'add'; readonly tasks: number }
  | { readonly kind: 'percent'; readonly percent: number }
  | { readonly kind: 'exactly'; readonly tasks: number };

/** A rung applies while `from <= value < to`; `null` is open-ended. */
export type Rung = {
  readonly from: number | null;
  readonly to: number | null;
  readonly adjust: StepAdjustment;
};

/** A ladder of thresholds, as in step scaling. */
export type StepRule = {
  readonly kind: 'step';
  readonly name: string;
  readonly signal: string;
  readonly rungs: readonly Rung[];
};

export type Rule = TrackRule | BacklogRule | StepRule;

export type LimitPolicy = {
  readonly kind: 'tasks' | 'percent';
  readonly amount: number;
  readonly perSeconds: number;
};

/** How fast the count may move one way: the most (`max`) or least (`min`) generous policy, or not at all. */
export type Limits = {
  readonly select: 'max' | 'min' | 'disabled';
  readonly policies: readonly LimitPolicy[];
};

export type Cooldown = Readonly<Record<Urgency, number>>;

export type PerDirection<T> = { readonly out: T; readonly in: T };

/** The whole policy of one service, resolved. */
export type Policy = {
  readonly mode: Mode;
  readonly min: number;
  readonly max: number;
  readonly rules: readonly Rule[];
  /** Sources of the signals that the rules name. */
  readonly signals: Readonly<Record<string, SignalDefinition>>;
  /** Dead band as a ratio of demand to capacity: 0.1 means ±10 %. */
  readonly toleranceRatio: PerDirection<number>;
  readonly stabilizeSeconds: PerDirection<number>;
  readonly limits: PerDirection<Limits>;
  readonly cooldownSeconds: PerDirection<Cooldown>;
  /** A reading whose newest point is older than this is stale. */
  readonly staleAfterSeconds: number;
  readonly group: string | null;
  /** Higher goes first when capacity or calls are scarce. */
  readonly priority: number;
  /** What the service keeps when its group's cap binds. */
  readonly guaranteed: number;
};

/** A shared ceiling over the services that name it. */
export type Group = {
  readonly name: string;
  readonly maxTasks: number;
};
