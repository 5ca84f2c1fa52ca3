/** What the past of one signal teaches. Pure: the past in, what is known of what comes out. */
import type { MadeForecast } from '#engine/foresight/forecast.ts';
import type { LoadSeries } from '#engine/foresight/load-series.ts';
import { trustAhead } from '#engine/foresight/trust-ahead.ts';
import { fitEnvelope } from '#lib/forecast/envelope.ts';
import { usualSettings } from '#lib/forecast/forecast.ts';
import type { KnownEvent } from '#lib/forecast/known-events.ts';
import { outlook } from '#lib/forecast/outlook.ts';
import type { LearntDoubt, LearntSignal } from '#lib/learnt.ts';
import type { Subject } from './subjects.ts';

export type Past = {
  readonly coarse: LoadSeries;
  /** `null`: no rule looks at minutes. */
  readonly fine: LoadSeries | null;
  readonly events: readonly KnownEvent[];
};

/** Of the step that is under way at the end of the lead, as the rule looks at it. */
const doubtOf = (
  made: MadeForecast,
  { leadSeconds, mostErrorRatio }: Subject,
): LearntDoubt | null => {
  const trust = trustAhead(made, leadSeconds, mostErrorRatio);
  return trust.kind === 'trusted' ? null : trust;
};

export const learnSignal = (
  source: string,
  subject: Subject,
  { coarse, fine, events }: Past,
): LearntSignal => {
  const { ceilingRatio } = subject;
  const { near, far } = outlook(coarse, { ...usualSettings, ceilingRatio, events });
  const { observedHours } = near.kind === 'none' ? near : { observedHours: 0 };
  return {
    source,
    foresight: {
      envelope:
        fine === null
          ? { kind: 'none', observedHours }
          : fitEnvelope(fine, { promises: subject.promises }),
      forecast: near,
    },
    day: far,
    doubt: near.kind === 'none' ? { kind: 'unlearnt', observedHours } : doubtOf(near, subject),
  };
};
