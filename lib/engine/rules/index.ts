/** Step 1 of the pipeline: every rule says what it wants. A new kind of rule breaks the build here. */
import type { Context, Step } from '../model.ts';
import type { Rule } from '../policy.ts';
import { activated } from './activation.ts';
import type { Answer, Points } from './answer.ts';
import { assure } from './assure.ts';
import { backlog } from './backlog.ts';
import { dataOf, type Unread } from './data.ts';
import { forecast } from './forecast.ts';
import { load } from './load.ts';
import { withoutData } from './missing.ts';
import { step } from './step.ts';
import { surge } from './surge.ts';
import { track } from './track.ts';

const evaluate = (rule: Rule, points: Points, context: Context): Answer => {
  switch (rule.kind) {
    case 'track':
      return track(rule, points, context);
    case 'backlog':
      return backlog(rule, points, context);
    case 'step':
      return step(rule, points, context);
    case 'load':
      return load(rule, points, context);
    case 'surge':
      return surge(rule, points, context);
    case 'assure':
      return assure(rule, points, context);
    case 'forecast':
      return forecast(rule, points, context);
    default:
      return rule satisfies never;
  }
};

/** What the rule makes of the data there is; `null` when that is not enough. */
const measured = (rule: Rule, context: Context): Answer | null => {
  const data = dataOf(rule, context);
  return data.kind === 'usable'
    ? activated(rule, context, evaluate(rule, data.points, context))
    : null;
};

/** Whatever it would have asked for, nobody may go below what is there meanwhile. */
const notAsked = (rule: Rule, { signal }: Unread): Answer => ({
  opinion: { kind: 'hold', rule: rule.name },
  reasons: [{ kind: 'unread', rule: rule.name, signal }],
});

export const answerOf = (rule: Rule, context: Context): Answer => {
  const data = dataOf(rule, context);
  switch (data.kind) {
    case 'usable':
      return activated(rule, context, evaluate(rule, data.points, context));
    case 'missing':
      return withoutData(rule, data, context, (assumed) => measured(rule, assumed));
    case 'unread':
      return notAsked(rule, data);
    default:
      return data satisfies never;
  }
};

export const applyRules: Step = (proposal, context) => {
  const answers = context.policy.rules.map((rule) => answerOf(rule, context));
  return {
    ...proposal,
    opinions: answers.map(({ opinion }) => opinion),
    reasons: [...proposal.reasons, ...answers.flatMap(({ reasons }) => reasons)],
  };
};
