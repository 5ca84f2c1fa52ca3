/** Whether two schedules can be open at the same moment. */
import type { Schedule } from './schedule.ts';
import type { WeeklyWhen } from './weekly-window.ts';

const minutesPerDay = 1440;
const minutesPerWeek = 7 * minutesPerDay;

type Span = { readonly from: number; readonly to: number };

const spansOf = ({ days, fromMinute, toMinute }: WeeklyWhen): readonly Span[] =>
  days.map((day) => {
    const from = day * minutesPerDay + fromMinute;
    const length = toMinute - fromMinute + (toMinute <= fromMinute ? minutesPerDay : 0);
    return { from, to: from + length };
  });

/** Saturday night runs into Sunday, which is where the week begins. */
const meet = (a: Span, b: Span): boolean =>
  [-minutesPerWeek, 0, minutesPerWeek].some(
    (shift) => a.from < b.to + shift && b.from + shift < a.to,
  );

/**
 * Exact for two weekly schedules of one zone. Of others it says that they can: a cron pattern against a weekday,
 * or two zones whose clocks change on different days, are too easily taken for apart.
 */
export const canOverlap = (a: Schedule, b: Schedule): boolean => {
  if (a.when.kind !== 'weekly' || b.when.kind !== 'weekly' || a.timeZone !== b.timeZone) {
    return true;
  }
  const others = spansOf(b.when);
  return spansOf(a.when).some((span) => others.some((other) => meet(span, other)));
};
