/** A hand on a service's load: a factor that someone turns, and flash crowds on top. */
import type { Rate } from './setup.ts';

export type Dial = {
  readonly rate: Rate;
  readonly factor: () => number;
  readonly setFactor: (factor: number) => void;
  /** The load rises to `times` what it was within a minute, stays, and goes as it came. */
  readonly flash: (crowd: FlashCrowd) => void;
};

export type FlashCrowd = {
  readonly fromMs: number;
  readonly times: number;
  readonly minutes: number;
};

const minuteMs = 60_000;

export const factorRange = { least: 0, most: 20 } as const;

const check = (what: string, factor: number): number => {
  const { least, most } = factorRange;
  if (factor >= least && factor <= most) return factor;
  throw new RangeError(`${what} is ${factor}, but must be from ${least} to ${most}`);
};

/** 0 outside the crowd, 1 in the middle of it, a slope of a minute on both sides. */
const presence = ({ fromMs, minutes }: FlashCrowd, atMs: number): number => {
  const intoMs = atMs - fromMs;
  const leftMs = fromMs + minutes * minuteMs - atMs;
  return Math.max(0, Math.min(1, intoMs / minuteMs, leftMs / minuteMs));
};

export const createDial = (base: Rate): Dial => {
  let factor = 1;
  let crowd: FlashCrowd | null = null;
  return {
    rate: (atMs) => {
      const crowded = crowd === null ? 0 : presence(crowd, atMs);
      return base(atMs) * factor * (1 + ((crowd?.times ?? 1) - 1) * crowded);
    },
    factor: () => factor,
    setFactor: (next) => {
      factor = check('The load factor', next);
    },
    flash: (next) => {
      crowd = { ...next, times: check('The size of a flash crowd', next.times) };
    },
  };
};
