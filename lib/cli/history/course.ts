/** The count of a service minute by minute, from decisions that were written down when something changed. */
import type { RecordedDecision } from '#lib/operator-ports.ts';
import type { Series } from '#simulator/report/report.ts';
import type { Span } from '#simulator/report/series.ts';

export const minuteMs = 60_000;

/** What ECS was left with: only what was carried out counts. */
export const countAfter = ({ from, to, outcome }: RecordedDecision): number =>
  outcome === null || outcome.kind === 'acted' ? to : from;

/** `null` until something is known. Somebody else's change shows with the next record. */
export const courseOf = (records: readonly RecordedDecision[], { fromMs, toMs }: Span): Series => {
  const minutes = Math.max(0, Math.ceil((toMs - fromMs) / minuteMs));
  let next = 0;
  let count: number | null = null;
  const tasks = Array.from({ length: minutes }, (_, minute) => {
    const endMs = fromMs + (minute + 1) * minuteMs;
    for (let record = records[next]; record !== undefined && record.atMs < endMs; ) {
      count = countAfter(record);
      next += 1;
      record = records[next];
    }
    return count;
  });
  return { startMs: fromMs, everySeconds: 60, tasks };
};
