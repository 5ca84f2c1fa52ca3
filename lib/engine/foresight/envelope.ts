/**
 * How far a service's demand goes within the time that a task takes to come: what is expected of the minute that a
 * task would be there for, by the shape of the last half hour, and how far beyond that it goes, in units of how far
 * off such expectations were of late. In those units it is much alike by day and by night, calm or wild, so three
 * days of minutes tell its tail. Summarised in some two hundred numbers; refitted hourly, evaluated every tick.
 */
import type { GrowthTail } from './growth-tail.ts';
import type { UsualSurprise } from './volatility.ts';

export type EnvelopeLead = {
  readonly aheadSteps: number;
  /** What each part of the shape adds to the level that is expected by then. */
  readonly weights: readonly number[];
  readonly tail: GrowthTail;
};

/** What a rule promises of a signal. */
export type Promised = {
  /** What a task can bear. */
  readonly limit: number;
  /** The share of the minutes in which demand may be more than that. */
  readonly riskRatio: number;
};

/** With what growth, lead by lead, the promise would just have been kept over the past. */
export type KeptPromise = Promised & { readonly growths: readonly number[] };

export type Envelope = {
  readonly kind: 'envelope';
  readonly madeAtMs: number;
  readonly stepMs: number;
  /** Added to every load, so that growth from nothing is a number. */
  readonly floorLoad: number;
  readonly highestLoad: number;
  readonly usual: UsualSurprise;
  /** Shortest first. */
  readonly leads: readonly EnvelopeLead[];
  readonly kept: readonly KeptPromise[];
};

/** Too little was measured. */
export type NoEnvelope = { readonly kind: 'none'; readonly observedHours: number };
