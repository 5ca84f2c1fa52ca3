/**
 * What a tick found, as one item a shard: a row for every service it knows, acted on or left out. Whoever looks at the
 * fleet (dashboard, API, terminal) reads this and not ten thousand items.
 */
import type { AlertCode } from '#config/alert-settings.ts';
import type { ServiceId } from '#engine/model.ts';
import type { Mode } from '#engine/policy.ts';
import type { Deadline } from './ports.ts';
import type { Division } from './shards/division.ts';
import type { MonthSpend } from './spend.ts';

/** Worst first: where several are true of a service, the first one counts. */
export const standings = [
  'failed',
  'left-out',
  'breaker-open',
  'no-data',
  'frozen',
  'paused',
  'out',
  'in',
  'held',
  'steady',
] as const;

/**
 * `failed`: Flyball or ECS could not do what was decided, or nothing could be decided.
 * `held`: another count was asked for, and something stood in the way.
 */
export type Standing = (typeof standings)[number];

/** Of a service that was left out nothing may be known but its name. */
export type SummaryCounts = {
  readonly desired: number;
  readonly running: number;
  readonly min: number;
  readonly max: number;
};

export type SummarySignal = {
  readonly name: string;
  /** `null` where there is no usable value. */
  readonly value: number | null;
  readonly target: number | null;
};

export type SummaryChange = {
  readonly atMs: number;
  readonly from: number;
  readonly to: number;
  readonly by: 'flyball' | 'someone-else';
};

/** `used`: it shapes the count; `advised`: it is known and not trusted with the count; `unlearnt`: too little history. */
export type ForecastStanding = 'none' | 'used' | 'advised' | 'unlearnt';

export type SummaryRow = {
  readonly service: ServiceId;
  readonly standing: Standing;
  /** One sentence, cut where it is long. */
  readonly why: string;
  readonly counts: SummaryCounts | null;
  /** Tasks wished for before anything clamped the wish. */
  readonly asked: number | null;
  readonly mode: Mode | null;
  readonly signal: SummarySignal | null;
  readonly lastChange: SummaryChange | null;
  readonly group: string | null;
  /** What one task is taken to cost in vCPU. */
  readonly vcpu: number | null;
  readonly alerts: readonly AlertCode[];
  readonly forecast: ForecastStanding;
};

export type FleetSummary = {
  readonly shard: string;
  readonly tickMs: number;
  /** From the claim until this was written. */
  readonly durationMs: number;
  readonly billedMetrics: number;
  /** What metric reads of the month came to by then; `null` where that is not known. */
  readonly spend: MonthSpend | null;
  /** Of all services, those whose rows were cut included. */
  readonly counts: Readonly<Record<Standing, number>>;
  readonly rows: readonly SummaryRow[];
  /** Rows that an item had no room for; the best-off services go first. */
  readonly rowsCut: number;
};

export const countStandings = (rows: readonly SummaryRow[]): Readonly<Record<Standing, number>> => {
  const counts: Record<Standing, number> = {
    failed: 0,
    'left-out': 0,
    'breaker-open': 0,
    'no-data': 0,
    frozen: 0,
    paused: 0,
    out: 0,
    in: 0,
    held: 0,
    steady: 0,
  };
  for (const { standing } of rows) counts[standing] += 1;
  return counts;
};

export type SummariesRead = {
  /** Of the shards that the fleet has now, and of the tick function itself. */
  readonly summaries: readonly FleetSummary[];
  /** Shards whose item cannot be read, each with the cause. */
  readonly unread: readonly { readonly shard: string; readonly cause: string }[];
  /** How the fleet is divided; `null` where it never was. */
  readonly division: Division | null;
};

export type Published = 'written' | 'unchanged';

/** Failing to write it must be known, and must fail nothing. */
export type SummaryOutcome =
  | { readonly kind: Published }
  | { readonly kind: 'failed'; readonly error: Error };

export type FleetSummaries = {
  /** Writes it when it says something new or the one that is there is old; never over a later tick's. */
  readonly publish: (summary: FleetSummary, deadline: Deadline) => Promise<Published>;
  readonly read: (deadline: Deadline) => Promise<SummariesRead>;
};

/** An unchanged summary is written this often all the same, so that its age says that ticks go on. */
export const renewAfterMs = 5 * 60_000;

export type SummaryHead = { readonly tickMs: number; readonly digest: string };

export const isWorthWriting = (before: SummaryHead | null, next: SummaryHead): boolean => {
  if (before === null) return true;
  if (next.tickMs <= before.tickMs) return false;
  return next.digest !== before.digest || next.tickMs - before.tickMs >= renewAfterMs;
};

/** The ledger is one for all shards, so the newest summary that knows it tells the month. */
export const newestSpend = (summaries: readonly FleetSummary[]): MonthSpend | null =>
  summaries.toSorted((a, b) => b.tickMs - a.tickMs).find(({ spend }) => spend !== null)?.spend ??
  null;
