/**
 * Plays EventBridge Scheduler: wakes each function at its whole intervals with the event the template gives. The
 * fence of the clock is the next such moment, so that no wake is missed at any speed.
 */
import type { PacedClock } from './paced-clock.ts';

export type Wake = {
  readonly functionName: string;
  readonly event: string;
  readonly dueMs: number;
};

export type Schedule = {
  readonly functionName: string;
  readonly everyMs: number;
  readonly input: string;
};

export type Schedules = {
  /** Ends once the wake in progress, if any, has. */
  readonly stop: () => Promise<void>;
};

export type SchedulesOptions = {
  readonly clock: PacedClock;
  readonly schedules: readonly Schedule[];
  /** Lives the world on to now. Called several times a second. */
  readonly advance: (nowMs: number) => void;
  readonly wake: (wake: Wake) => Promise<void>;
};

/** How long a page may show an old world; also how soon a change of pace is noticed. */
const longestSleepMs = 100;

const iso = (ms: number): string => new Date(ms).toISOString();

const eventOf = ({ input }: Schedule, dueMs: number): string =>
  input
    .replaceAll('<aws.scheduler.scheduled-time>', iso(dueMs))
    .replaceAll('<aws.scheduler.execution-id>', `local-${dueMs}`);

const nextDueMs = ({ everyMs }: Schedule, afterMs: number): number =>
  (Math.floor(afterMs / everyMs) + 1) * everyMs;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const fenceAfter = (schedules: readonly Schedule[], afterMs: number): number =>
  Math.min(...schedules.map((schedule) => nextDueMs(schedule, afterMs)));

export const startSchedules = (options: SchedulesOptions): Schedules => {
  const { clock, schedules, advance, wake } = options;
  let stopped = false;

  const fire = async (dueMs: number): Promise<void> => {
    const due = schedules.filter(({ everyMs }) => dueMs % everyMs === 0);
    clock.setFence(fenceAfter(schedules, dueMs));
    await clock.during(() =>
      Promise.all(
        due.map((schedule) =>
          wake({ functionName: schedule.functionName, event: eventOf(schedule, dueMs), dueMs }),
        ),
      ),
    );
  };

  const run = async (): Promise<void> => {
    let dueMs = fenceAfter(schedules, clock.nowMs());
    clock.setFence(dueMs);
    while (!stopped) {
      const nowMs = clock.nowMs();
      advance(nowMs);
      if (nowMs >= dueMs) {
        await fire(dueMs);
        dueMs = fenceAfter(schedules, dueMs);
      } else {
        await sleep(Math.min(longestSleepMs, Math.max(0, clock.untilFenceMs())));
      }
    }
  };

  const ended = run();
  return {
    stop: async () => {
      stopped = true;
      await ended;
    },
  };
};
