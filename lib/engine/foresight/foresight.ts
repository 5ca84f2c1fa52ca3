/** What a signal's past tells of its load to come. Learnt hourly elsewhere, and handed to the engine as plain data. */
import type { Envelope, NoEnvelope } from './envelope.ts';
import type { Forecast } from './forecast.ts';
import type { NoThroughput, Throughput } from './throughput.ts';

export type Foresight = {
  readonly envelope: Envelope | NoEnvelope;
  readonly forecast: Forecast;
  /** Of a queue; nobody measures what tasks do with other signals. */
  readonly throughput?: Throughput | NoThroughput;
};

/** By the name of the signal, as the policy's rules name it. */
export type Foresights = Readonly<Record<string, Foresight>>;

/** Nobody has looked at the past yet. */
export const noForesight: Foresight = {
  envelope: { kind: 'none', observedHours: 0 },
  forecast: { kind: 'none', observedHours: 0 },
};
