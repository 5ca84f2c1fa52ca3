/**
 * Champion and challenger over a stretch of time. Decisions are recorded when they change, so each record holds
 * until the next one, and sums are weighted by how long that was.
 */
import type { RecordedDecision } from '#lib/operator-ports.ts';

/** What either side wanted from `atMs` on. */
export type Verdicts = {
  readonly atMs: number;
  readonly from: number;
  readonly champion: number;
  readonly challenger: number;
};

export type Span = Verdicts & { readonly untilMs: number };

const verdictsOf = (record: RecordedDecision): readonly Verdicts[] => {
  const { atMs, from, to, challenger } = record;
  return challenger === null ? [] : [{ atMs, from, champion: to, challenger: challenger.to }];
};

/** Of what was recorded before `fromMs` the last one still held then. */
export const spansOf = (
  records: readonly RecordedDecision[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): readonly Span[] => {
  const ends = [...records.slice(1).map(({ atMs }) => atMs), toMs];
  return records
    .flatMap((record, index) =>
      verdictsOf(record).map((verdicts) => ({
        ...verdicts,
        atMs: Math.max(fromMs, verdicts.atMs),
        untilMs: ends[index] ?? toMs,
      })),
    )
    .filter(({ atMs, untilMs }) => untilMs > atMs);
};

type Side = 'champion' | 'challenger';

const lengthOf = ({ atMs, untilMs }: Span): number => untilMs - atMs;

const totalOf = (spans: readonly Span[], weigh: (span: Span) => number): number =>
  spans.reduce((sum, span) => sum + weigh(span) * lengthOf(span), 0);

export const meanOf = (spans: readonly Span[], side: Side): number =>
  totalOf(spans, (span) => span[side]) /
  Math.max(
    1,
    totalOf(spans, () => 1),
  );

const hourMs = 3_600_000;

export const taskHoursOf = (spans: readonly Span[], side: Side): number =>
  totalOf(spans, (span) => span[side]) / hourMs;

/** Share of the time in which both wanted the same. */
export const agreementOf = (spans: readonly Span[]): number =>
  totalOf(spans, ({ champion, challenger }) => (champion === challenger ? 1 : 0)) /
  Math.max(
    1,
    totalOf(spans, () => 1),
  );

const within = (spans: readonly Span[], fromMs: number, toMs: number): readonly Span[] =>
  spans.flatMap((span) => {
    const atMs = Math.max(fromMs, span.atMs);
    const untilMs = Math.min(toMs, span.untilMs);
    return untilMs > atMs ? [{ ...span, atMs, untilMs }] : [];
  });

/** Means of equal parts of the time, for drawing. */
export const columnsOf = (
  spans: readonly Span[],
  side: Side,
  columns: number,
): readonly number[] => {
  const fromMs = spans[0]?.atMs ?? 0;
  const toMs = spans.at(-1)?.untilMs ?? fromMs;
  const width = (toMs - fromMs) / columns;
  return Array.from({ length: columns }, (_, index) =>
    meanOf(within(spans, fromMs + index * width, fromMs + (index + 1) * width), side),
  );
};
