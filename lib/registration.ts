/** What Application Auto Scaling was told to do for one service, in its own terms, parsed. */
import type { MetricSource } from '#engine/policy.ts';
import type { Deadline } from './ports.ts';

export type TrackedMetric =
  | { readonly kind: 'predefined'; readonly name: string }
  | ({ readonly kind: 'custom' } & MetricSource)
  | {
      readonly kind: 'math';
      readonly expression: string;
      readonly metrics: Readonly<Record<string, MetricSource>>;
    }
  | { readonly kind: 'unreadable'; readonly why: string };

export type TrackingPolicy = {
  readonly kind: 'tracking';
  readonly name: string;
  readonly target: number;
  readonly metric: TrackedMetric;
  readonly cooldownSeconds: { readonly out: number; readonly in: number };
  readonly scaleInDisabled: boolean;
};

/** A bound is a distance from the alarm's threshold; `null` is open-ended. */
export type RegisteredStep = {
  readonly lower: number | null;
  readonly upper: number | null;
  readonly amount: number;
};

/** A step policy acts when somebody's alarm tells it to: what it looks at is said there alone. */
export type StepAlarm = {
  readonly name: string;
  readonly threshold: number;
  readonly isBelow: boolean;
  readonly source: MetricSource;
  readonly periodSeconds: number;
  readonly breaching: number;
  readonly of: number;
};

export type StepPolicy = {
  readonly kind: 'step';
  readonly name: string;
  readonly adjustment: 'ChangeInCapacity' | 'PercentChangeInCapacity' | 'ExactCapacity';
  readonly steps: readonly RegisteredStep[];
  readonly cooldownSeconds: number;
  readonly minMagnitude: number | null;
  readonly alarm: StepAlarm | { readonly unreadable: string };
};

export type RegisteredPolicy =
  | TrackingPolicy
  | StepPolicy
  | { readonly kind: 'other'; readonly name: string; readonly type: string };

export type ScheduledAction = {
  readonly name: string;
  /** `at(…)`, `rate(…)` or `cron(…)` of six fields. */
  readonly schedule: string;
  readonly timeZone: string;
  readonly min: number | null;
  readonly max: number | null;
};

export type Registration = {
  readonly min: number;
  readonly max: number;
  readonly suspended: {
    readonly in: boolean;
    readonly out: boolean;
    readonly scheduled: boolean;
  };
  readonly policies: readonly RegisteredPolicy[];
  readonly scheduledActions: readonly ScheduledAction[];
};

export const trackingPoliciesOf = ({ policies }: Registration): readonly TrackingPolicy[] =>
  policies.filter((policy) => policy.kind === 'tracking');

export const stepPoliciesOf = ({ policies }: Registration): readonly StepPolicy[] =>
  policies.filter((policy) => policy.kind === 'step');

export type Registrations = {
  /** In the region that is looked at; `null`: Application Auto Scaling does not know the service there. */
  readonly read: (service: ServiceName, deadline: Deadline) => Promise<Registration | null>;
};

export type ServiceName = { readonly cluster: string; readonly name: string };
