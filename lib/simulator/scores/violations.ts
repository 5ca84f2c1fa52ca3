/** How often, and for how long at a time, the load was above what the running tasks can carry within the SLO. */
import { median } from './median.ts';
import type { ScoredMinute } from './scored.ts';

/** Rounding of whole requests to steps must not make a minute that is exactly at the SLO a violated one. */
const slack = 1e-6;

export const isViolated = ({ utilisation }: ScoredMinute, sloPercent: number): boolean =>
  utilisation * 100 > sloPercent * (1 + slack);

export const violatedPercent = (minutes: readonly ScoredMinute[], sloPercent: number): number => {
  const violated = minutes.filter((minute) => isViolated(minute, sloPercent)).length;
  return minutes.length === 0 ? 0 : (100 * violated) / minutes.length;
};

export type Recovery = {
  readonly episodes: number;
  /** `null` where nothing was ever violated. */
  readonly medianSeconds: number | null;
  readonly longestSeconds: number | null;
};

/** Violated minutes in a row are one episode, and it takes as long as they last to recover from it. */
export const recovery = (minutes: readonly ScoredMinute[], sloPercent: number): Recovery => {
  const lengths: number[] = [];
  let current = 0;
  const close = (): void => {
    if (current > 0) lengths.push(current * 60);
    current = 0;
  };
  for (const minute of minutes) {
    if (!minute.follows || !isViolated(minute, sloPercent)) close();
    if (isViolated(minute, sloPercent)) current += 1;
  }
  close();
  if (lengths.length === 0) return { episodes: 0, medianSeconds: null, longestSeconds: null };
  return {
    episodes: lengths.length,
    medianSeconds: median(lengths),
    longestSeconds: Math.max(...lengths),
  };
};
