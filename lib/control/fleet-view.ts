/** The fleet as its ticks last wrote it down, all shards together. One read a shard, however large the fleet. */
import { keyOf } from '#engine/model.ts';
import type { FleetSummary, Standing, SummaryRow, standings } from '#lib/fleet-summary.ts';
import { attempt, type Missing } from './attempt.ts';
import type { ControlWorld } from './world.ts';

export type FleetView = {
  /** By name, so that pages stay in order while the fleet changes. */
  readonly rows: readonly SummaryRow[];
  /** The oldest of the shards' ticks; `null` before the first one. */
  readonly tickMs: number | null;
  /** The slowest of the shards. */
  readonly durationMs: number | null;
  readonly billedMetrics: number;
  readonly counts: Readonly<Record<Standing, number>>;
  readonly rowsCut: number;
  readonly missing: readonly Missing[];
};

const sumOf = (summaries: readonly FleetSummary[], of: (summary: FleetSummary) => number): number =>
  summaries.reduce((sum, summary) => sum + of(summary), 0);

const countsOf = (summaries: readonly FleetSummary[]): FleetView['counts'] => {
  const count = (standing: Standing) => sumOf(summaries, ({ counts }) => counts[standing]);
  return {
    failed: count('failed'),
    'left-out': count('left-out'),
    'breaker-open': count('breaker-open'),
    'no-data': count('no-data'),
    frozen: count('frozen'),
    paused: count('paused'),
    out: count('out'),
    in: count('in'),
    held: count('held'),
    steady: count('steady'),
  } satisfies Record<(typeof standings)[number], number>;
};

const byName = (a: SummaryRow, b: SummaryRow): number => {
  const [left, right] = [keyOf(a.service), keyOf(b.service)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
};

const extremeOf = (values: readonly number[], pick: (...all: number[]) => number) =>
  values.length === 0 ? null : pick(...values);

export const viewFleet = async (world: ControlWorld): Promise<FleetView> => {
  const read = await attempt('summary', world, () => world.ports.summaries.read(world.deadline));
  const { summaries, unread } = read.kind === 'found' ? read.value : { summaries: [], unread: [] };
  return {
    rows: summaries.flatMap(({ rows }) => rows).toSorted(byName),
    tickMs: extremeOf(
      summaries.map(({ tickMs }) => tickMs),
      Math.min,
    ),
    durationMs: extremeOf(
      summaries.map(({ durationMs }) => durationMs),
      Math.max,
    ),
    billedMetrics: sumOf(summaries, ({ billedMetrics }) => billedMetrics),
    counts: countsOf(summaries),
    rowsCut: sumOf(summaries, ({ rowsCut }) => rowsCut),
    missing: [
      ...(read.kind === 'missing' ? [read.missing] : []),
      ...unread.map(({ shard, cause }) => ({
        part: 'summary' as const,
        why: `shard ${shard}: ${cause}`,
      })),
    ],
  };
};
