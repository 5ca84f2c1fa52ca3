/** Load as functions of time, to write fleets down with. */
import { uniform } from './random.ts';
import type { Rate } from './setup.ts';

const minuteMs = 60_000;

export const steady =
  (perSecond: number): Rate =>
  () =>
    perSecond;

export type WaveSetup = {
  readonly low: number;
  readonly high: number;
  readonly periodMinutes: number;
  /** When the wave is at its low. @default 0, the start of the epoch */
  readonly lowAtMs?: number;
  /** How much each minute strays, as a share. @default 0 */
  readonly noise?: number;
  /** Tells the noise of several waves apart. */
  readonly seed?: number;
};

/** From low to high and back, over and over. */
export const wave =
  ({ low, high, periodMinutes, lowAtMs = 0, noise = 0, seed = 0 }: WaveSetup): Rate =>
  (atMs) => {
    const turn = (2 * Math.PI * (atMs - lowAtMs)) / (periodMinutes * minuteMs);
    const level = low + (high - low) * ((1 - Math.cos(turn)) / 2);
    const minute = Math.floor(atMs / minuteMs);
    return level * (1 + noise * (2 * uniform(seed, 'wave', minute) - 1));
  };

export type BurstSetup = {
  readonly perSecond: number;
  readonly lastsMinutes: number;
  readonly everyMinutes: number;
  /** When one of them begins. @default 0, the start of the epoch */
  readonly beginsAtMs?: number;
};

/** Nothing, then a lot, over and over. */
export const bursts =
  ({ perSecond, lastsMinutes, everyMinutes, beginsAtMs = 0 }: BurstSetup): Rate =>
  (atMs) => {
    const everyMs = everyMinutes * minuteMs;
    const into = (((atMs - beginsAtMs) % everyMs) + everyMs) % everyMs;
    return into < lastsMinutes * minuteMs ? perSecond : 0;
  };
