/** `kind: surge`: a signal that grew by a factor within a window raises the count at once. */
import * as z from 'zod';
import type { SurgeRule } from '#engine/policy.ts';
import { givenName, tasks } from './names.ts';
import { ruleCommon } from './rule-common.ts';
import { duration, realNumber } from './scalars.ts';
import { strictObject } from './strict-object.ts';

/** Below a tenth more it would be noise, and every minute a surge. */
const factor = (what: string) => realNumber({ what, min: 1.1, max: 100 });

const adjustOf = (add?: number, times?: number): SurgeRule['adjust'] | null => {
  if (add !== undefined && times === undefined) return { kind: 'add', tasks: add };
  if (times !== undefined && add === undefined) return { kind: 'times', factor: times };
  return null;
};

export const surgeRule = strictObject('a surge rule', {
  kind: z.literal('surge'),
  signal: givenName,
  factor: factor('times the lowest value'),
  within: duration({ minSeconds: 60, maxSeconds: 3600 }),
  atLeast: realNumber({ what: "the signal's unit", min: 0, max: 1e9 }),
  add: tasks(1).exactOptional(),
  times: factor('times the count').exactOptional(),
  ...ruleCommon,
}).transform((input, context) => {
  const { add, times, within: withinSeconds, ...rule } = input;
  const adjust = adjustOf(add, times);
  if (adjust === null) {
    const message = 'must say either add, in tasks, or times, as a factor; keep one of the two';
    context.issues.push({ code: 'custom', input, message });
    return z.NEVER;
  }
  return { ...rule, withinSeconds, adjust };
});
