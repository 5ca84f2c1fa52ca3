/** Step 1 of the pipeline: every rule says what it wants. A new kind of rule breaks the build here. */
import type { Context, Step } from '../model.ts';
import type { Rule } from '../policy.ts';
import type { Answer } from './answer.ts';
import { backlog } from './backlog.ts';
import { step } from './step.ts';
import { track } from './track.ts';

const answer = (rule: Rule, context: Context): Answer => {
  switch (rule.kind) {
    case 'track':
      return track(rule, context);
    case 'backlog':
      return backlog(rule, context);
    case 'step':
      return step(rule, context);
    default:
      return rule satisfies never;
  }
};

export const applyRules: Step = (proposal, context) => {
  const answers = context.policy.rules.map((rule) => answer(rule, context));
  return {
    ...proposal,
    opinions: answers.map(({ opinion }) => opinion),
    reasons: [...proposal.reasons, ...answers.flatMap(({ reasons }) => reasons)],
  };
};
