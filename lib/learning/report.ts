/** What one run learnt, as plain data: the handler turns it into logs and metrics. */
import type { ServiceKey } from '#engine/model.ts';
import type { LearntDoubt } from '#lib/learnt.ts';
import type { Failed, Skipped } from '#lib/report.ts';

export type Doubted = {
  readonly service: ServiceKey;
  readonly signal: string;
  readonly doubt: LearntDoubt;
};

export type LearningReport = {
  readonly nowMs: number;
  readonly learnt: readonly ServiceKey[];
  /** Signals whose forecasts only advise, each with the reason. */
  readonly doubted: readonly Doubted[];
  readonly skipped: readonly Skipped[];
  readonly failed: readonly Failed[];
  /** Whose turn it was, but time ran out; the next run begins with them. */
  readonly leftOver: number;
  /** Whether another run took over meanwhile: then it goes on where this one stopped. */
  readonly overtaken: boolean;
  readonly billedMetrics: number;
};
