/** The forecast of one load as plain data: what is expected at each lead, and what stays below which bound. */
import type { Accuracy } from './trust.ts';

/** Chances of which each lead says what load stays below them. */
export const levels = [0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.995] as const;

export type Lead = {
  readonly aheadMs: number;
  readonly expected: number;
  /** What the load stays below with the chance of the same place in `levels`. */
  readonly below: readonly number[];
  /** By how much known events multiply the load, which is in the numbers above already; 1 without any. */
  readonly eventFactor: number;
  /** Of the last week, out of sample; `null` when nothing could be compared. */
  readonly accuracy: Accuracy | null;
};

/** Which experts were asked; the less history, the simpler ones. */
export type Method =
  /** Five experts, two of which look back a week. */
  | { readonly kind: 'week' }
  /** The same five without a week to look back on. */
  | { readonly kind: 'days' }
  /** Yesterday and the present level. */
  | { readonly kind: 'day' }
  /** The present level alone. */
  | { readonly kind: 'level' };

export type MadeForecast = {
  readonly kind: 'forecast';
  readonly method: Method;
  /** The end of the history; leads count from here. */
  readonly madeAtMs: number;
  readonly stepMs: number;
  readonly highestLoad: number;
  readonly leads: readonly Lead[];
};

/** Too little was measured to say anything. */
export type NoForecast = { readonly kind: 'none'; readonly observedHours: number };

export type Forecast = MadeForecast | NoForecast;

/** What the load of a lead stays below with this chance, which must be one of `levels`. */
export const loadBelow = (lead: Lead, level: (typeof levels)[number]): number =>
  lead.below[levels.indexOf(level)] ?? lead.expected;
