/** `kind: step`: a ladder, and how many of the last points must be on a rung for it to count. */
import * as z from 'zod';
import { givenName } from './names.ts';
import { ruleCommon } from './rule-common.ts';
import { wholeNumber } from './scalars.ts';
import { steps } from './steps-schema.ts';
import { strictObject } from './strict-object.ts';

const points = wholeNumber({ what: 'points', min: 1, max: 60 });

/** M out of N, as CloudWatch alarms have it. */
const evaluate = strictObject('an evaluation', { breaching: points, of: points }).superRefine(
  ({ breaching, of }, context) => {
    if (breaching <= of || of < 1) return;
    context.addIssue({
      code: 'custom',
      path: ['breaching'],
      message: `must be at most of, which is ${of}; lower it to ${of}, or raise of to ${breaching}`,
    });
  },
);

export const stepRule = strictObject('a step rule', {
  kind: z.literal('step'),
  signal: givenName,
  steps,
  evaluate: evaluate.prefault({ breaching: 1, of: 1 }),
  ...ruleCommon,
}).transform(({ steps: rungs, ...rule }) => ({ ...rule, rungs }));
