/**
 * What a lower minimum in the quiet hours of the week would have saved a service over its own past. What the hours
 * need is what the very same rules ask for when the minimum does not lift them, with all their headroom and patience;
 * what comes of it is replayed again, and proposed only if it served as well.
 */
import { type BacktestSetup, type Replayed, type Result, runBacktest } from '../run-backtest.ts';
import { type Side, sideOf } from '../side.ts';
import { type QuietWindow, quietWindow, savedTaskHoursAWeek } from './quiet-window.ts';
import { type NeedMinute, weeklyNeed } from './weekly-need.ts';
import { withWindow } from './with-window.ts';

export type ScheduleSavings =
  | {
      readonly kind: 'proposed';
      readonly window: QuietWindow;
      readonly timeZone: string;
      /** The minimum in force. */
      readonly min: number;
      readonly present: Side;
      readonly scheduled: Side;
      readonly dollarsAWeek: number;
    }
  | { readonly kind: 'none'; readonly why: string };

/** One task has no second when it dies, which no replay of load can see. */
const leastMin = 2;

/** Less than this is within what another fortnight would have given. */
export const leastSavedRatio = 0.02;

const weekHours = 168;

const none = (why: string): ScheduleSavings => ({ kind: 'none', why });

const replayOf = (setup: BacktestSetup, replayed: Replayed): Result | null =>
  runBacktest({ ...setup, policies: [replayed] }).replays[0] ?? null;

/** Minutes in which a schedule keeps the count below the minimum already are left as they are. */
const needOf = ({ outcome }: Result, today: Result, min: number): readonly NeedMinute[] =>
  outcome.desired.flatMap((tasks, minute) => {
    if (outcome.scored[minute] !== true) return [];
    const isBelow = (today.outcome.desired[minute] ?? min) < min;
    return [{ atMs: outcome.startMs + minute * 60_000, tasks: isBelow ? min : tasks }];
  });

/** The hour before the rise is the one that serves worst, so the second try leaves it out. */
const triesOf = (window: QuietWindow): readonly QuietWindow[] =>
  window.hours > 1 ? [window, { ...window, hours: window.hours - 1 }] : [window];

const windowFor = (setup: BacktestSetup, today: Result, timeZone: string): QuietWindow | null => {
  const [inUse] = setup.policies;
  const { min } = inUse.policy;
  const free = replayOf(setup, { ...inUse, policy: { ...inUse.policy, min: leastMin } });
  if (free === null) return null;
  return quietWindow(weeklyNeed(needOf(free, today, min), timeZone), { min, least: leastMin });
};

/** `null` where it is not worth it, or where it served worse. */
const tried = (
  setup: BacktestSetup,
  today: Result,
  window: QuietWindow,
  timeZone: string,
): ScheduleSavings | null => {
  const [inUse] = setup.policies;
  const replay = replayOf(setup, withWindow(inUse, window, timeZone));
  if (replay === null) return null;
  const present = sideOf(today.score);
  const scheduled = sideOf(replay.score);
  const saved = present.dollars - scheduled.dollars;
  const isWorthIt = saved > 0 && saved >= present.dollars * leastSavedRatio;
  if (!isWorthIt || scheduled.violatedMinutes > present.violatedMinutes) return null;
  const dollarsAWeek = (saved * weekHours) / today.score.scoredHours;
  const { min } = inUse.policy;
  return { kind: 'proposed', window, timeZone, min, present, scheduled, dollarsAWeek };
};

/** That of the service's own schedules, or else the one that needs no explanation. */
export const zoneOf = ({ policies: [{ schedules }] }: Pick<BacktestSetup, 'policies'>): string =>
  schedules[0]?.timeZone ?? 'UTC';

/** `today` is the replay of the first of the policies, which is not done twice. */
export const savingsBySchedule = (
  setup: BacktestSetup,
  today: Result,
  timeZone: string,
): ScheduleSavings => {
  const { policy, leftOut } = setup.policies[0];
  const { min } = policy;
  // What such a rule would have asked for at night is not known, so neither is what a lower minimum would save.
  if (leftOut.length > 0) return none(`CPU says nothing of its ${leftOut.join(', ')}`);
  if (min <= leastMin) return none(`min is ${min}, and fewer than ${leastMin} are not proposed`);
  const window = windowFor(setup, today, timeZone);
  if (window === null) return none(`no hours that recur need fewer than its min of ${min}`);
  const { scoredHours, taskHours } = today.score;
  const ratio = (savedTaskHoursAWeek(window, min) * scoredHours) / weekHours / taskHours;
  if (ratio < leastSavedRatio) return none('a lower min in its quiet hours saves less than 2 %');
  for (const each of triesOf(window)) {
    const proposed = tried(setup, today, each, timeZone);
    if (proposed !== null) return proposed;
  }
  return none('a lower min in its quiet hours, replayed, saved less than 2 % or served worse');
};
