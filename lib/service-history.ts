/** What a service did minute by minute, as far as CloudWatch still knows. Needs no stack: it is asked before there is one. */
import type { Spoke } from '#config/fleet.ts';
import type { Deadline } from './ports.ts';
import type { ServiceName } from './registration.ts';

export type UsageMinute = {
  readonly atMs: number;
  /** Average over the tasks that ran. */
  readonly cpuPercent: number;
  /** One a running task, or three where the service has 20-second metrics; CloudWatch does not say which. */
  readonly samples: number;
};

/** Averages over the minute. */
export type CountMinute = {
  readonly atMs: number;
  readonly desired: number;
  readonly running: number;
};

/** Oldest first. A minute that is not there had no running task, or was not published. */
export type ServiceHistory = {
  readonly usage: readonly UsageMinute[];
  /** From Container Insights; none where it is off. */
  readonly counts: readonly CountMinute[];
};

/** Whole minutes; the end is not included. */
export type HistoryRange = { readonly fromMs: number; readonly toMs: number };

/** Into another account. STS is asked in one's own region: that of the service may be switched on there alone. */
export type WayToAccount = {
  readonly role: NonNullable<Spoke['role']>;
  readonly stsRegion: string;
};

export type ServiceHistories = {
  /** Metrics that reading will be billed for, known before anything is asked. */
  readonly billedMetrics: (service: ServiceName, range: HistoryRange) => number;
  readonly read: (
    service: ServiceName,
    range: HistoryRange,
    deadline: Deadline,
  ) => Promise<ServiceHistory>;
};
