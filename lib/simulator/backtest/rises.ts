/** When more tasks were asked for, by whoever knows: recorded decisions to the second, Container Insights to the minute. */
import type { RecordedDecision } from '#lib/operator-ports.ts';
import type { CountMinute } from '#lib/service-history.ts';

export type Rise = {
  readonly atMs: number;
  readonly to: number;
  /** The next change that asked for fewer: from then on `to` need not be reached. */
  readonly untilMs: number;
};

type Asked = { readonly atMs: number; readonly from: number; readonly to: number };

const risesAmong = (changes: readonly Asked[]): readonly Rise[] =>
  changes.flatMap((change, index) => {
    if (change.to <= change.from) return [];
    const fall = changes.slice(index + 1).find(({ from, to }) => to < from);
    return [{ atMs: change.atMs, to: change.to, untilMs: fall?.atMs ?? Infinity }];
  });

export const risesInDecisions = (decisions: readonly RecordedDecision[]): readonly Rise[] =>
  risesAmong(decisions.filter(({ from, to }) => from !== to));

const halfMinuteMs = 30_000;

/** Up, since a minute in which the count rose is an average of before and after. */
const whole = (desired: number): number => Math.ceil(desired - 1e-9);

export const risesInCounts = (counts: readonly CountMinute[]): readonly Rise[] =>
  risesAmong(
    counts.slice(1).flatMap(({ atMs, desired }, index) => {
      const from = whole(counts[index]?.desired ?? desired);
      const to = whole(desired);
      return to === from ? [] : [{ atMs: atMs + halfMinuteMs, from, to }];
    }),
  );
