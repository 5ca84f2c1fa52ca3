/**
 * What Flyball has learnt of the hours to come. It stands in Flyball's own table and is read by the code that the
 * product reads it with, which this side of the wire does not know; whoever starts the console brings it.
 */
import type { MadeForecast } from '#engine/foresight/forecast.ts';
import type { DeskPlace } from './orders.ts';

export type ServiceForesight = {
  /** By the name of the signal, as the policy's rules name it. */
  readonly signal: string;
  readonly forecast: MadeForecast;
  /** Why it only advises; `null` where it is good enough to act on. */
  readonly doubt: string | null;
};

export type Foresights = {
  /** By `cluster/name`; services of which nothing is forecast are left out. */
  readonly of: (
    services: readonly string[],
    nowMs: number,
  ) => Promise<ReadonlyMap<string, readonly ServiceForesight[]>>;
};

export type OpenForesights = (place: DeskPlace) => Foresights;
