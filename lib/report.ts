/** What one tick did, as plain data: the handler turns it into logs and metrics, the CLI and tests read it. */
import type { Decision, EngineEvent, ServiceKey } from '#engine/model.ts';
import type { FleetSummary, SummaryOutcome } from './fleet-summary.ts';
import type { MonthSpend } from './spend.ts';
import type { Eager } from './tick/eager.ts';

export type Skipped = { readonly service: ServiceKey; readonly why: string };

export type Failed = { readonly service: ServiceKey; readonly error: Error };

export type Noted = { readonly service: ServiceKey; readonly event: EngineEvent };

export type TickReport = {
  readonly tickMs: number;
  /** False when another invocation had this tick already: then nothing else happened. */
  readonly claimed: boolean;
  readonly decisions: readonly Decision[];
  /** Services that are not ours to scale now, each with the reason. */
  readonly skipped: readonly Skipped[];
  readonly failed: readonly Failed[];
  /** Decided but not acted on before the deadline; the next tick takes them up. */
  readonly leftOver: readonly ServiceKey[];
  /** Changes that ECS refused or throttled. */
  readonly refused: readonly Skipped[];
  /** What the engine noticed besides deciding, such as a count changed by someone else. */
  readonly noted: readonly Noted[];
  readonly alertsOpen: number;
  readonly billedMetrics: number;
  /** Of the month so far; `null` where it is not known. */
  readonly spend: MonthSpend | null;
  /** What became of the fleet summary; `null` where there was none to write. */
  readonly summary: SummaryOutcome | null;
  /** How many services are in which state; `null` where nothing was summed up. */
  readonly standings: FleetSummary['counts'] | null;
  /** From 0 to 100; `null` where nothing is managed. */
  readonly health: number | null;
  /** Whom to look at again before the next tick. */
  readonly eager: Eager;
};
