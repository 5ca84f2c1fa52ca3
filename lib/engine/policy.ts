/**
 * What an operator asks of one service, with every default filled in. The fleet file is parsed into this
 * (`lib/config`); the engine never sees an optional setting.
 */
import type { Breaker } from './breaker/breaker.ts';
import type { levels } from './foresight/forecast.ts';
import type { Formula } from './formula.ts';

export type Urgency = 'low' | 'medium' | 'high';

export type Mode = 'observe' | 'act';

/** How soon a change in demand must be noticed: on every tick, at the usual risk of being late, or at a larger one. */
export type React = 'fast' | 'usual' | 'thrifty';

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
  /** Computed from other signals of the same policy, moment by moment. */
  | { readonly kind: 'formula'; readonly per: Per; readonly formula: Formula }
  | {
      readonly kind: 'expression';
      readonly per: Per;
      readonly expression: string;
      readonly metrics: Readonly<Record<string, MetricSource>>;
    };

/** What a rule makes of a signal without data, told apart by direction. */
export type MissingPolicy =
  /** Scale-in: blocked. Scale-out: nothing is asked for. */
  | { readonly kind: 'hold' }
  | { readonly kind: 'ignore' }
  | { readonly kind: 'zero' }
  /** The newest value counts while it is younger than this. */
  | { readonly kind: 'last'; readonly seconds: number }
  | { readonly kind: 'fallback'; readonly tasks: number };

/** Demand as a multiple of capacity from which a wish for more is of medium or of high urgency. */
export type UrgencyRatios = { readonly medium: number; readonly high: number };

export type RuleCommon = {
  readonly name: string;
  readonly signal: string;
  readonly missing: PerDirection<MissingPolicy>;
  /** From zero tasks, the signal must exceed this before any is started; `null`: any demand will do. */
  readonly activation: number | null;
  readonly urgencyRatios: UrgencyRatios;
};

/** Demand from a per-task or total signal, held at a target: `ceil(demand / target)`. */
export type TrackRule = RuleCommon & {
  readonly kind: 'track';
  /** In the signal's own unit: percent for cpu and memory, requests per minute and task for requests. */
  readonly target: number;
  /** At or above this value the signal can no longer show the whole demand, so demand is multiplied. */
  readonly saturation: { readonly at: number; readonly factor: number } | null;
  /** `null`: demand is taken as it was measured, minutes ago. */
  readonly trend: Trend | null;
  /** Whether the stray of single minutes is evened out. */
  readonly steady: boolean;
};

/** Demand that rises over the one is taken to go on rising for the other. */
export type Trend = {
  readonly overSeconds: number;
  /** From a decision to its tasks at work, the wait for the next tick included. */
  readonly leadSeconds: number;
};

/** `ceil(backlog / perTask)`. */
export type BacklogRule = RuleCommon & {
  readonly kind: 'backlog';
  readonly perTask: number;
  /** `null`: `perTask` stands. Else what a task was seen to do within the delay takes its place, once that is known. */
  readonly learn: { readonly delaySeconds: number } | null;
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

/** A ladder of thresholds, as in step scaling: a rung counts once `breaching` of the last `of` points were on its side. */
export type StepRule = RuleCommon & {
  readonly kind: 'step';
  readonly rungs: readonly Rung[];
  readonly evaluate: { readonly breaching: number; readonly of: number };
};

/** One part of a load score: the value at which it counts nothing, and the one at which it counts fully. */
export type LoadPart = {
  readonly signal: string;
  readonly weight: number;
  readonly idle: number;
  readonly full: number;
};

/** A weighted score of 0 to 1; out above `outAbove` while the gate is open, in after a sustained low. */
export type LoadRule = RuleCommon & {
  readonly kind: 'load';
  readonly parts: readonly LoadPart[];
  readonly outAbove: number;
  readonly inBelow: number;
  readonly inAfterSeconds: number;
  readonly gate: { readonly signal: string; readonly above: number } | null;
  readonly add: number;
  readonly remove: number;
};

/** The signal grew by `factor` within the window: more at once, and never fewer while it lasts. */
export type SurgeRule = RuleCommon & {
  readonly kind: 'surge';
  readonly factor: number;
  readonly withinSeconds: number;
  /** Growth of next to nothing is no surge: the signal must have reached this. */
  readonly atLeast: number;
  readonly adjust:
    | { readonly kind: 'add'; readonly tasks: number }
    | { readonly kind: 'times'; readonly factor: number };
};

/**
 * The smallest capacity for which the chance of demand outgrowing it, before anything more can be done, stays under a
 * stated risk.
 */
export type AssureRule = RuleCommon & {
  readonly kind: 'assure';
  /** What a task can bear, in the signal's own unit; below it everybody is served. */
  readonly limit: number;
  readonly riskRatio: number;
  /** From a decision to its tasks at work, the wait for the next tick included. */
  readonly leadSeconds: number;
  /** How much room is kept, as a multiple of the highest of the last minutes, while less than a day was measured. */
  readonly unlearntFactor: number;
  /** At or above this value the signal can no longer show the whole demand, so demand is multiplied. */
  readonly saturation: { readonly at: number; readonly factor: number } | null;
};

/** Raises the floor to what is forecast, and only while forecasts of the service are good. */
export type ForecastRule = RuleCommon & {
  readonly kind: 'forecast';
  /** What a task should carry, in the signal's own unit. */
  readonly target: number;
  /** The chance with which the load stays below what the floor is made for. */
  readonly level: (typeof levels)[number];
  readonly leadSeconds: number;
  /** Tasks that will be needed again within this are not taken away. */
  readonly holdSeconds: number;
  readonly mostErrorRatio: number;
  /** No forecast asks for more than so many times the highest load seen, but for what known events multiply. */
  readonly highestMultiple: number;
};

export type Rule =
  | TrackRule
  | BacklogRule
  | StepRule
  | LoadRule
  | SurgeRule
  | AssureRule
  | ForecastRule;

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

/** Demand that falls below `toRatio` of what it was within the window is an outage elsewhere until proven otherwise. */
export type CollapseGuard = {
  readonly toRatio: number;
  readonly withinSeconds: number;
  readonly holdSeconds: number;
};

export type Cooldown = Readonly<Record<Urgency, number>>;

export type PerDirection<T> = { readonly out: T; readonly in: T };

/** The whole policy of one service, resolved. */
export type Policy = {
  readonly mode: Mode;
  readonly min: number;
  readonly max: number;
  /** Nobody chose this maximum for this service, so it stops growth and takes nothing away. */
  readonly maxIsDefault: boolean;
  readonly rules: readonly Rule[];
  /** Sources of the signals that the rules name. */
  readonly signals: Readonly<Record<string, SignalDefinition>>;
  /** Dead band as a ratio of demand to capacity: 0.1 means ±10 %. */
  readonly toleranceRatio: PerDirection<number>;
  readonly stabilizeSeconds: PerDirection<number>;
  readonly limits: PerDirection<Limits>;
  readonly cooldownSeconds: PerDirection<Cooldown>;
  readonly breakers: readonly Breaker[];
  readonly collapse: CollapseGuard | null;
  /** A reading whose newest point is older than this is stale. */
  readonly staleAfterSeconds: number;
  readonly react: React;
  readonly group: string | null;
  /** Higher goes first when capacity or calls are scarce. */
  readonly priority: number;
  /** What the service keeps when its group's cap binds. */
  readonly guaranteed: number;
  /** What one task counts against a group's cap in vCPU. */
  readonly vcpu: number;
  /** A policy decided beside this one on the same observation, recorded and never acted on. */
  readonly challenger: Policy | null;
};

/** Bounds of a schedule while it is active; what it leaves out is the policy's own. */
export type BoundsWindow = {
  readonly name: string;
  readonly min: number | null;
  readonly max: number | null;
  readonly untilMs: number;
};
