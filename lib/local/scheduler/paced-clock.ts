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

type State = {
  /** The moment from which the present pace counts, in both times. */
  readonly base: { readonly realMs: number; readonly worldMs: number };
  readonly speed: number;
  readonly paused: boolean;
  readonly working: number;
  readonly fenceMs: number;
};

const paceOf = ({ paused, working, speed }: State): number => {
  if (paused) return 0;
  return working > 0 ? Math.min(1, speed) : speed;
};

const worldMsAt = (state: State, realMs: number): number => {
  const { base, fenceMs } = state;
  return Math.min(fenceMs, base.worldMs + (realMs - base.realMs) * paceOf(state));
};

const begin = ({ startMs, speed }: PacedClockOptions, realMs: number): State => ({
  base: { realMs, worldMs: startMs },
  speed: checkSpeed(speed),
  paused: false,
  working: 0,
  fenceMs: Number.POSITIVE_INFINITY,
});

const untilFence = (state: State, realMs: number): number => {
  const pace = paceOf(state);
  return pace === 0 ? Number.POSITIVE_INFINITY : (state.fenceMs - worldMsAt(state, realMs)) / pace;
};

export const pacedClock = (options: PacedClockOptions): PacedClock => {
  const realMs = options.realMs ?? (() => performance.now());
  let state = begin(options, realMs());
  const nowMs = (): number => worldMsAt(state, realMs());
  /** Whatever changes the pace does so from now on, not for the time that has passed. */
  const change = (changed: Partial<State>): void => {
    state = { ...state, base: { realMs: realMs(), worldMs: nowMs() }, ...changed };
  };
  return {
    nowMs,
    speed: () => state.speed,
    setSpeed: (speed) => change({ speed: checkSpeed(speed) }),
    isPaused: () => state.paused,
    pause: () => change({ paused: true }),
    resume: () => change({ paused: false }),
    setFence: (fenceMs) => change({ fenceMs }),
    during: async (work) => {
      change({ working: state.working + 1 });
      try {
        return await work();
      } finally {
        change({ working: state.working - 1 });
      }
    },
    untilFenceMs: () => untilFence(state, realMs()),
  };
};
