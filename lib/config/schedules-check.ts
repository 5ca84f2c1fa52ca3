/** Schedules whose bounds cannot hold beside the policy's or each other's, and exceptions that nobody defined. */
import type { Policy } from '#engine/policy.ts';
import { canWake } from '#engine/policy-signals.ts';
import { datePattern } from './calendar.ts';
import { type Fleet, lookUp } from './fleet.ts';
import { suggestion } from './nearest.ts';
import type { Problem } from './problem.ts';
import type { Schedule } from './schedule.ts';
import { canOverlap } from './schedule-overlap.ts';
import type { ItemPath } from './used-signals.ts';

/** The policy's own minimum, where it is known. */
export type PolicyMin = { readonly min: number | undefined; readonly path: string };

const againstPolicy = (
  { min, max }: Schedule,
  policy: PolicyMin,
  path: string,
): readonly Problem[] => {
  if (max === null || min !== null || policy.min === undefined || max >= policy.min) return [];
  const message = `is below min ${policy.min} (${policy.path}); give the schedule a min of ${max} or less too, or raise its max to ${policy.min}`;
  return [{ path, value: String(max), message }];
};

/** Of several open windows the largest min and the largest max count, so only a min without a max can rise above. */
const againstOther = (ceiling: Schedule, floor: Schedule, path: string): readonly Problem[] => {
  const { max } = ceiling;
  const { min, name } = floor;
  const isAbove = min !== null && max !== null && floor.max === null && min > max;
  if (!isAbove || !canOverlap(ceiling, floor)) return [];
  const message = `is below min ${min} of the schedule '${name}', which can be open at the same time; give '${name}' a max too, or keep the two apart`;
  return [{ path, value: String(max), message }];
};

export const scheduleProblems = (
  schedules: readonly Schedule[],
  policy: PolicyMin,
  pathOf: ItemPath,
): readonly Problem[] =>
  schedules.flatMap((schedule, index) => [
    ...againstPolicy(schedule, policy, pathOf(index, 'max')),
    ...schedules.flatMap((other) => againstOther(schedule, other, pathOf(index, 'max'))),
  ]);

/** What no rule could wake and no minimum brings back would sleep on when the schedule has closed. */
export const sleepProblems = (
  schedules: readonly Schedule[],
  policy: Policy,
  minPath: string,
  pathOf: ItemPath,
): readonly Problem[] => {
  const isBroughtBack = policy.min > 0 || schedules.some(({ min }) => (min ?? 0) > 0);
  if (isBroughtBack || canWake(policy)) return [];
  const message = `leaves the service at zero for good, since no rule has data there and min is 0 (${minPath}); raise min to 1 and give the schedule a min of 0, or add a rule on a queue`;
  return schedules.flatMap(({ max }, index) =>
    max === 0 ? [{ path: pathOf(index, 'max'), value: '0', message }] : [],
  );
};

const isHolidays = (exception: string): boolean => !datePattern.test(exception);

export const exceptionProblems = (
  { holidays }: Fleet,
  schedules: readonly Schedule[],
  pathOf: ItemPath,
): readonly Problem[] =>
  schedules.flatMap(({ except }, index) =>
    except.flatMap((exception, position): readonly Problem[] => {
      if (!isHolidays(exception) || lookUp(holidays, exception) !== null) return [];
      const message = `is not a list of holidays of this fleet; ${suggestion(exception, Object.keys(holidays))}`;
      return [{ path: pathOf(index, `except[${position}]`), value: exception, message }];
    }),
  );

/** With every name of holidays replaced by its dates. */
export const withDates = ({ holidays }: Fleet, schedule: Schedule): Schedule => ({
  ...schedule,
  except: schedule.except.flatMap((exception) =>
    isHolidays(exception) ? (lookUp(holidays, exception) ?? []) : [exception],
  ),
});
