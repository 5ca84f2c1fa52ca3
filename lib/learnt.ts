/** What the forecast function learns of a service's past once an hour, and what the tick and people are told of it. */
import type { Forecast } from '#engine/foresight/forecast.ts';
import type { Foresight } from '#engine/foresight/foresight.ts';
import type { Doubt } from '#engine/reason.ts';

/** Why a forecast is advice and nothing more. How old it is by now is for the reader to say. */
export type LearntDoubt =
  | Exclude<Doubt, { kind: 'outdated' }>
  /** The history could not be read; what was learnt before still stands. */
  | { readonly kind: 'unread'; readonly cause: string };

export type LearntSignal = {
  /** What the signal was made of: one that means something else by now is not scaled by this. */
  readonly source: string;
  /** The next two hours, and how the load grows within minutes. */
  readonly foresight: Foresight;
  /** The next day by the hour. For people: nothing is scaled by it. */
  readonly day: Forecast;
  /** `null`: good enough to act on. */
  readonly doubt: LearntDoubt | null;
};

export type Learnt = {
  readonly learntAtMs: number;
  /** By the name of the signal, as the policy's rules name it. */
  readonly signals: Readonly<Record<string, LearntSignal>>;
};

/** A signal takes some 4 KB in the table, and an item should stay far below its 400 KB. */
export const mostSignals = 8;
