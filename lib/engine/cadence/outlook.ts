/** How far a rule is from asking for more than there is, in whatever it goes by. */
import { outgrowth } from '../foresight/outgrowth.ts';
import type { Context } from '../model.ts';
import type { AssureRule, React, Rule, StepRule, TrackRule } from '../policy.ts';
import type { Points } from '../rules/answer.ts';
import { dataOf } from '../rules/data.ts';
import { leadMs } from '../rules/feared.ts';
import { answerOf } from '../rules/index.ts';
import { loadPoints, minutesOf } from '../rules/load-ahead.ts';
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

const roomOf = ({ saturation, target }: TrackRule): number =>
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

const leastOf = (values: readonly number[]): number => Math.min(...values);

/** A forecast moves by the hour. */
const quiet: Course = { values: [0, 0, 0, 0, 0, 0, 0, 0], limit: 1 };

const courseOf = (rule: Rule, points: Points, context: Context): Course => {
  const values = points.map(({ value }) => value);
  const { desired } = context.view;
  switch (rule.kind) {
    case 'track':
      return demandCourse(rule, desired * roomOf(rule), context);
    case 'backlog':
    case 'assure':
      return demandCourse(rule, desired, context);
    case 'step':
      return { values, limit: nextRung(rule, values.at(-1) ?? 0, desired) };
    case 'load':
      return { values, limit: rule.outAbove };
    case 'surge':
      return { values, limit: Math.max(rule.atLeast, rule.factor * leastOf(values)) };
    case 'forecast':
      return quiet;
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
  const isSafe = (minutes: number): boolean => {
    const aheadMs = lead + (minutes - 1) * load.stepMs;
    if (aheadMs > longestMs) return false;
    const feared = outgrowth(envelope, load, { aheadMs, riskRatio });
    return feared !== null && feared.limit <= bearable;
  };
  return waits.findLast(isSafe) ?? 1;
};

export const waitOfRule = (rule: Rule, context: Context, asked: Asked): Wait => {
  const data = dataOf(rule, context);
  if (data.kind === 'unread') return null;
  if (data.kind === 'missing') return 1;
  const looksBack = rule.kind === 'assure' || rule.kind === 'track';
  const learnt = looksBack ? learntWait(rule, data.points, context, asked) : null;
  if (learnt !== null) return learnt;
  return longestWait(courseOf(rule, data.points, context), asked.waits, deviationsAt[asked.react]);
};
