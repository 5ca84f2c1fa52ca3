/**
 * The local world's time at 0 to 600 times real time. It never passes a fence, which is the next moment at which
 * something must happen, and while something happens it goes at most as fast as real time: a tick that takes 80 ms
 * takes 80 ms of the world's time too, not 48 s of it.
 */
import type { LocalClock } from '../clock.ts';

export const speedRange = { slowest: 1, fastest: 600 } as const;

export type PacedClock = LocalClock & {
  readonly speed: () => number;
  readonly setSpeed: (speed: number) => void;
  readonly isPaused: () => boolean;
  readonly pause: () => void;
  readonly resume: () => void;
  /** Time stands still at this moment until the fence is moved. */
  readonly setFence: (ms: number) => void;
  /** Holds time to its real pace until the work is done. */
  readonly during: <T>(work: () => Promise<T>) => Promise<T>;
  /** Real milliseconds until the fence is reached at the present pace; infinite while paused. */
  readonly untilFenceMs: () => number;
};

export type PacedClockOptions = {
  readonly startMs: number;
  readonly speed: number;
  /** Real time, which only moves forward. @default performance.now */
  readonly realMs?: () => number;
};

const checkSpeed = (speed: number): number => {
  const { slowest, fastest } = speedRange;
  if (speed >= slowest && speed <= fastest) return speed;
  throw new RangeError(`The speed is ${speed}, but must be from ${slowest} to ${fastest}`);
};

export const pacedClock = (options: PacedClockOptions): PacedClock => {
  const realMs = options.realMs ?? (() => performance.now());
  let base = { real: realMs(), world: options.startMs };
  let speed = checkSpeed(options.speed);
  let paused = false;
  let working = 0;
  let fenceMs = Number.POSITIVE_INFINITY;

  const pace = (): number => (paused ? 0 : working > 0 ? Math.min(1, speed) : speed);
  const nowMs = (): number => Math.min(fenceMs, base.world + (realMs() - base.real) * pace());

  /** Whatever changes the pace does so from now on, not for the time that has passed. */
  const change = (apply: () => void): void => {
    base = { real: realMs(), world: nowMs() };
    apply();
  };

  return {
    nowMs,
    speed: () => speed,
    setSpeed: (next) => {
      const checked = checkSpeed(next);
      change(() => {
        speed = checked;
      });
    },
    isPaused: () => paused,
    pause: () =>
      change(() => {
        paused = true;
      }),
    resume: () =>
      change(() => {
        paused = false;
      }),
    setFence: (ms) =>
      change(() => {
        fenceMs = ms;
      }),
    during: async (work) => {
      change(() => {
        working += 1;
      });
      try {
        return await work();
      } finally {
        change(() => {
          working -= 1;
        });
      }
    },
    untilFenceMs: () => (pace() === 0 ? Number.POSITIVE_INFINITY : (fenceMs - nowMs()) / pace()),
  };
};
