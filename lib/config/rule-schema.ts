/** `rules:`. What is left out here is filled in once the signals are known (`complete-rules.ts`). */
import * as z from 'zod';
import { assureRule, forecastRule } from './ahead-rules-schema.ts';
import { backlogRule } from './backlog-rule-schema.ts';
import { loadRule } from './load-schema.ts';
import { stepRule } from './step-rule-schema.ts';
import { kindUnion } from './strict-object.ts';
import { surgeRule } from './surge-schema.ts';
import { trackRule } from './track-rule-schema.ts';

const rule = kindUnion(
  'a rule',
  [trackRule, backlogRule, stepRule, loadRule, surgeRule, assureRule, forecastRule],
  ['track', 'backlog', 'step', 'load', 'surge', 'assure', 'forecast'],
);

export type RuleInput = z.output<typeof rule>;

const mostRules = 10;

const repeatedName = (rules: readonly RuleInput[]): string | undefined => {
  const names = rules.flatMap(({ name }) => (name === undefined ? [] : [name]));
  return names.find((name, index) => names.indexOf(name) !== index);
};

const listMessage = `must be a list of 1 to ${mostRules} rules; to stop scaling a service, take it out of the file`;

export const rulesSchema = z
  .array(rule, { error: listMessage })
  .min(1, { error: listMessage })
  .max(mostRules, { error: listMessage })
  .refine((rules) => repeatedName(rules) === undefined, {
    error: 'must name every rule differently; rename one, or leave the names out',
  });
