/** What generated loads are made of. A shape is a function of the minute and of chance, so any part can be had alone. */
import { normal, uniform } from '../../plant/random.ts';

/** Monday, 2 November 2026, midnight in UTC. */
export const generatedStartMs = Date.UTC(2026, 10, 2);

export type Luck = {
  /** Uniform in [0, 1), the same for the same purpose. */
  readonly uniform: (...purpose: readonly (string | number)[]) => number;
  readonly normal: (...purpose: readonly (string | number)[]) => number;
};

export const luckOf = (seed: number, name: string): Luck => ({
  uniform: (...purpose) => uniform(seed, name, ...purpose),
  normal: (...purpose) => normal(seed, name, ...purpose),
});

/** `null`: the minute is missing. */
export type Shape = (minute: number, luck: Luck) => number | null;

export const minutesPerDay = 1440;

/** A hill of height 1 around an hour of the day, with so many hours to either side. */
const hill = (minute: number, hour: number, widthHours: number): number => {
  const hours = (minute % minutesPerDay) / 60;
  const around = Math.min(Math.abs(hours - hour), 24 - Math.abs(hours - hour));
  return Math.exp(-((around / widthHours) ** 2));
};

/** A quiet night, a noon and a higher evening; 15 to 100. */
export const day = (minute: number): number =>
  15 + 85 * Math.min(1, 0.75 * hill(minute, 12, 4) + hill(minute, 20, 2.5));

/** Each minute strays a little, and each quarter of an hour as a whole. */
export const stray = (minute: number, luck: Luck, share: number): number => {
  const quarter = Math.floor(minute / 15);
  const slow = luck.normal('quarter', quarter);
  const next = luck.normal('quarter', quarter + 1);
  const drift = slow + ((next - slow) * (minute % 15)) / 15;
  return Math.max(0, 1 + share * (drift + luck.normal('minute', minute)) * Math.SQRT1_2);
};
