/** How far a rule is from asking for more than there is, in whatever it goes by. */
import { outgrowth } from '../foresight/outgrowth.ts';
import type { Context } from '../model.ts';
import type { AssureRule, React, Rule, StepRule, TrackRule } from '../policy.ts';
import type { Points } from '../rules/answer.ts';
import { dataOf } from '../rules/data.ts';
import { leadMs } from '../rules/feared.ts';
import { answerOf } from '../rules/index.ts';
import { loadPoints, minutesOf } from '../rules/load-ahead.ts';
import { isPerTask } from '../rules/per-task.ts';
import { type Course, deviationsAt, longestWait, riskRatios } from './growth.ts';

/** `null`: it was not read, so nothing new is known of it. */
export type Wait = number | null;

type Asked = {
  readonly waits: readonly number[];
  readonly react: Exclude<React, 'fast'>;
};

/**
 * A target leaves room so that a rise can be met; what must not be missed is the end of that room. Of a target of 60 %
 * it is where CPU saturates, at 90 %.
 */
const roomRatio = 1.5;

export const roomOf = ({ saturation, target }: TrackRule): number =>
  saturation === null ? roomRatio : Math.max(1, saturation.at / target);

const demandCourse = (rule: Rule, limit: number, context: Context): Course => {
  const { opinion } = answerOf(rule, context);
  return { values: 'wishes' in opinion ? opinion.wishes.map(({ exact }) => exact) : [], limit };
};

/** The lowest rung above the value that would start tasks. */
const nextRung = ({ rungs }: StepRule, value: number, desired: number): number =>
  rungs.reduce((lowest, { from, adjust }) => {
    const raises =
      adjust.kind === 'exactly'
        ? adjust.tasks > desired
        : (adjust.kind === 'add' ? adjust.tasks : adjust.percent) > 0;
    return raises && from !== null && from > value ? Math.min(lowest, from) : lowest;
  }, Number.MAX_VALUE);

const valuesOf = (points: Points): readonly number[] => points.map(({ value }) => value);

/** A forecast moves by the hour. */
const quiet: Course = { values: [0, 0, 0, 0, 0, 0, 0, 0], limit: 1 };

/**
 * CPU halves when tasks double, and demand stays; memory stays, and demand so counted doubles. Whichever of the two was
 * calm while the count changed is what the signal goes by.
 */
const trackCourses = (rule: TrackRule, points: Points, context: Context): readonly Course[] => {
  const demand = demandCourse(rule, context.view.desired * roomOf(rule), context);
  if (!isPerTask(context.policy.signals[rule.signal])) return [demand];
  return [demand, { values: valuesOf(points), limit: rule.target * roomOf(rule) }];
};

const coursesOf = (rule: Rule, points: Points, context: Context): readonly Course[] => {
  const values = valuesOf(points);
  const { desired } = context.view;
  switch (rule.kind) {
    case 'track':
      return trackCourses(rule, points, context);
    case 'backlog':
    case 'assure':
      return [demandCourse(rule, desired, context)];
    case 'step':
      return [{ values, limit: nextRung(rule, values.at(-1) ?? 0, desired) }];
    case 'load':
      return [{ values, limit: rule.outAbove }];
    case 'surge':
      return [{ values, limit: Math.max(rule.atLeast, rule.factor * Math.min(...values)) }];
    case 'forecast':
      return [quiet];
    default:
      return rule satisfies never;
  }
};

/** The same from what the past of the service taught: the chance of outgrowing what runs, wait by wait. */
const learntWait = (
  rule: AssureRule | TrackRule,
  points: Points,
  context: Context,
  { waits, react }: Asked,
): Wait => {
  const envelope = context.foresights[rule.signal]?.envelope;
  if (envelope?.kind !== 'envelope') return null;
  const load = minutesOf(loadPoints(rule.signal, points, context));
  const perTask = rule.kind === 'assure' ? rule.limit : rule.target * roomOf(rule);
  const bearable = perTask * context.view.desired;
  const riskRatio = rule.kind === 'assure' ? rule.riskRatio : riskRatios[react];
  const lead = rule.kind === 'assure' ? leadMs(rule, load, context) : 2 * load.stepMs;
  const longestMs = (envelope.leads.at(-1)?.aheadSteps ?? 0) * envelope.stepMs;
  const isSafeAfter = (minute: number): boolean => {
    const aheadMs = lead + minute * load.stepMs;
    if (aheadMs > longestMs) return false;
    const feared = outgrowth(envelope, load, { aheadMs, limit: perTask, riskRatio });
    return feared !== null && feared.limit <= bearable;
  };
  // An answer is for one minute, and each of those that nobody looks has to be safe.
  const longest = waits.at(-1) ?? 1;
  let safe = 0;
  while (safe < longest && isSafeAfter(safe)) safe += 1;
  return waits.findLast((wait) => wait <= safe) ?? 1;
};

export const waitOfRule = (rule: Rule, context: Context, asked: Asked): Wait => {
  const data = dataOf(rule, context);
  if (data.kind === 'unread') return null;
  if (data.kind === 'missing') return 1;
  const looksBack = rule.kind === 'assure' || rule.kind === 'track';
  const learnt = looksBack ? learntWait(rule, data.points, context, asked) : null;
  if (learnt !== null) return learnt;
  const courses = coursesOf(rule, data.points, context);
  const deviations = deviationsAt[asked.react];
  return Math.max(...courses.map((course) => longestWait(course, asked.waits, deviations)));
};
