/** What the views are made from: read by the function, rendered here, and any part of it may be missing. */
import type { Severity } from '#config/alert-settings.ts';
import type { ServiceId } from '#engine/model.ts';
import type { Override } from '#engine/override.ts';
import type { FleetSummary, SummaryRow } from '#lib/fleet-summary.ts';
import type { Learnt } from '#lib/learnt.ts';
import type { RecordedDecision } from '#lib/operator-ports.ts';
import type { Sample } from './chart.ts';
import type { Range, Viewer } from './request.ts';

/** A part that could not be read is said to be missing; the others are shown. */
export type Part<Value> =
  | { readonly kind: 'known'; readonly value: Value }
  | { readonly kind: 'missing'; readonly why: string };

export const known = <Value>(value: Value): Part<Value> => ({ kind: 'known', value });

export const valueOr = <Value>(part: Part<Value>, otherwise: Value): Value =>
  part.kind === 'known' ? part.value : otherwise;

export type Endpoints = {
  readonly widget: string;
  /** `null`: there is nobody to send orders to, so there are no buttons. */
  readonly control: string | null;
};

/** What every view needs to know of the one who looks. */
export type Frame = {
  readonly viewer: Viewer;
  readonly nowMs: number;
  readonly range: Range;
  readonly endpoints: Endpoints;
};

export type ShownAlert = {
  readonly id: string;
  readonly code: string;
  readonly severity: Severity;
  /** The key of a service, or the name of a group with `group ` before it; `null` is the fleet. */
  readonly subject: string | null;
  readonly message: string;
  readonly openedAtMs: number;
};

/** One that is over: its cause has gone, or somebody said that it is dealt with. */
export type PastAlert = Pick<ShownAlert, 'id' | 'code' | 'severity' | 'subject' | 'message'> & {
  /** The last time, of all that had the same cause. */
  readonly resolvedAtMs: number;
  readonly times: number;
  /** `null`: it was over by itself. */
  readonly byWhom: string | null;
};

export type Fleet = {
  /** One a shard. */
  readonly summaries: readonly FleetSummary[];
  /** What of it could not be read, and why. */
  readonly unread: readonly string[];
  /** When the last tick was due; `null` before the first. */
  readonly lastTickMs: number | null;
  readonly intervalMs: number;
  /** In force for the whole fleet. */
  readonly orders: Part<readonly Override[]>;
  /** Worst first. */
  readonly alerts: Part<readonly ShownAlert[]>;
};

export const rowsOf = ({ summaries }: Pick<Fleet, 'summaries'>): readonly SummaryRow[] =>
  summaries.flatMap(({ rows }) => rows);

/** A service on one page of the list, with what is read for that page alone. */
export type Traced = {
  readonly row: SummaryRow;
  readonly desired: Part<readonly Sample[]>;
  readonly signal: Part<readonly Sample[]>;
};

export type Foretold = { readonly row: SummaryRow; readonly learnt: Part<Learnt | null> };

export type DecisionOf = { readonly service: ServiceId; readonly decision: RecordedDecision };

/** "Why not?", answered for one direction. */
export type WhyNotAnswer = {
  readonly conditions: readonly string[];
  readonly blockers: readonly string[];
  /** `null` when no clock can tell. */
  readonly earliestMs: number | null;
};

/** What the function found when it looked at the service itself, just now, as a tick would. */
export type LiveLook = {
  readonly steps: readonly string[];
  readonly running: number;
  readonly pending: number;
  readonly desired: number;
  readonly rollout: 'steady' | 'in-progress';
  readonly out: WhyNotAnswer;
  readonly in: WhyNotAnswer;
  /** Metrics that one such look reads. */
  readonly billedMetrics: number;
};

export type ServiceDetail = Traced & {
  readonly live: Part<LiveLook>;
  /** In force for it, its group and the fleet. */
  readonly orders: Part<readonly Override[]>;
  /** Newest first. */
  readonly decisions: Part<readonly RecordedDecision[]>;
  readonly alerts: Part<readonly ShownAlert[]>;
  /** Of the last hour, newest first. */
  readonly past: Part<readonly PastAlert[]>;
  readonly learnt: Part<Learnt | null>;
};
