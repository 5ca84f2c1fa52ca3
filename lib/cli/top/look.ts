/** One look at the fleet: the summary of the last tick, and the last hour of those services that are shown. */
import pLimit from 'p-limit';
import { keyOf, type ServiceKey } from '#engine/model.ts';
import type { FleetSummary, SummaryRow } from '#lib/fleet-summary.ts';
import type { OperatorPorts } from '#lib/operator-ports.ts';
import type { Deadline } from '#lib/ports.ts';
import type { Series } from '#simulator/report/report.ts';
import { courseOf } from '../history/course.ts';
import { inOrder, recordedOf } from '../history/recorded.ts';

export type Look = {
  readonly summaries: readonly FleetSummary[];
  readonly tickMs: number;
  /** Of the services that were asked for, where it is known. */
  readonly courses: ReadonlyMap<ServiceKey, Series>;
  /** What could not be read of it. */
  readonly notes: readonly string[];
};

/** Two queries a service and tick: forty of them cost a hundredth of a cent, and no screen shows more that matters. */
export const coursesAtMost = 40;

const readsAtOnce = 8;
const courseMs = 3_600_000;

type From = { readonly operator: OperatorPorts; readonly deadline: Deadline };

export const tickOf = (summaries: readonly FleetSummary[]): number =>
  Math.max(0, ...summaries.map(({ tickMs }) => tickMs));

const courseTo = async ({ service }: SummaryRow, toMs: number, from: From): Promise<Series> => {
  const span = { fromMs: toMs - courseMs, toMs };
  return courseOf(inOrder(await recordedOf(service, span, from)), span);
};

/** Nothing of the past changes within a tick, so what is known of it is not read again. */
const readCourses = async (
  rows: readonly SummaryRow[],
  tickMs: number,
  before: Look | null,
  from: From,
): Promise<Pick<Look, 'courses' | 'notes'>> => {
  const known = before?.tickMs === tickMs ? before.courses : new Map<ServiceKey, Series>();
  const courses = new Map<ServiceKey, Series>();
  const notes = new Set<string>();
  await pLimit(readsAtOnce).map(rows, async (row) => {
    const key = keyOf(row.service);
    try {
      courses.set(key, known.get(key) ?? (await courseTo(row, tickMs, from)));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      notes.add(`the past of some services cannot be read: ${why}`);
    }
  });
  return { courses, notes: [...notes].slice(0, 1) };
};

export type ShownOf = (summaries: readonly FleetSummary[]) => readonly SummaryRow[];

export const lookAround = async (
  shownOf: ShownOf,
  before: Look | null,
  from: From,
): Promise<Look> => {
  const { summaries, unread } = await from.operator.summaries.read(from.deadline);
  const tickMs = tickOf(summaries);
  const rows = shownOf(summaries).slice(0, coursesAtMost);
  const { courses, notes } = await readCourses(rows, tickMs, before, from);
  const unreadNotes = unread.map(
    ({ shard, cause }) => `the summary of shard ${shard} cannot be read: ${cause}`,
  );
  return { summaries, tickMs, courses, notes: [...unreadNotes, ...notes] };
};
