/** What was decided of a service in a span of time, with what held when it began. */
import type { ServiceId } from '#engine/model.ts';
import type { RecordedDecision } from '#lib/operator-ports.ts';
import type { Span } from '#simulator/report/series.ts';
import type { LiveInput } from '../live.ts';

/** A change a minute for a week; of more the newest are read. */
const recordsAtMost = 10_080;

export type Recorded = {
  /** The last one before the span, unless the span is so full that it is not known. */
  readonly before: RecordedDecision | null;
  readonly during: readonly RecordedDecision[];
};

export const recordedOf = async (
  service: ServiceId,
  { fromMs, toMs }: Span,
  { operator, deadline }: Pick<LiveInput, 'operator' | 'deadline'>,
): Promise<Recorded> => {
  const [before, during] = await Promise.all([
    operator.history.read({ service, fromMs: 0, toMs: fromMs - 1, atMost: 1 }, deadline),
    operator.history.read({ service, fromMs, toMs, atMost: recordsAtMost }, deadline),
  ]);
  const isWhole = during.length < recordsAtMost;
  return { before: isWhole ? (before.at(-1) ?? null) : null, during };
};

export const inOrder = ({ before, during }: Recorded): readonly RecordedDecision[] =>
  before === null ? during : [before, ...during];
