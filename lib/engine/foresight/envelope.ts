/**
 * How fast a service's demand grows within the time that a task takes to come: the highest of the next minutes, as
 * growth over the present level, in units of the volatility of the moment. Growth in those units is much alike by day
 * and by night, calm or wild, so three days of minutes tell its tail. Summarised in some eighty numbers; refitted
 * hourly, evaluated every tick.
 */
import type { Lean } from './growth-base.ts';
import type { GrowthTail } from './growth-tail.ts';
import type { UsualSurprise } from './volatility.ts';

export type EnvelopeLead = { readonly aheadSteps: number; readonly tail: GrowthTail };

export type Envelope = {
  readonly kind: 'envelope';
  readonly madeAtMs: number;
  readonly stepMs: number;
  /** Added to every load, so that growth from nothing is a number. */
  readonly floorLoad: number;
  readonly highestLoad: number;
  /** How much the newest minute counts beside the mean of the last. */
  readonly lean: Lean;
  readonly usual: UsualSurprise;
  /** Shortest first. */
  readonly leads: readonly EnvelopeLead[];
};

/** Less than a day was measured. */
export type NoEnvelope = { readonly kind: 'none'; readonly observedHours: number };
