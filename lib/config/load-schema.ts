/** `kind: load`: a weighted score of several signals, out by a step above one score and in by a step below another. */
import * as z from 'zod';
import type { LoadPart } from '#engine/policy.ts';
import { givenName, tasks } from './names.ts';
import { level, ruleCommon } from './rule-common.ts';
import { duration, realNumber } from './scalars.ts';
import { strictObject } from './strict-object.ts';

const part = strictObject('a part of a load', {
  signal: givenName,
  weight: realNumber({ what: 'weight', min: 0.001, max: 1000 }).prefault(1),
  idle: level.prefault(0),
  full: level,
}).superRefine(({ idle, full }, context) => {
  if (idle < full) return;
  context.addIssue({
    code: 'custom',
    path: ['full'],
    message: `must be above idle, which is ${idle}; where less of a signal means more load, make a formula such as 100 - x of it`,
  });
});

const mostParts = 10;

const listMessage = `must be a list of 1 to ${mostParts} parts, such as {signal: cpu, weight: 1, idle: 20, full: 90}`;

const parts = z
  .array(part, { error: listMessage })
  .min(1, { error: listMessage })
  .max(mostParts, { error: listMessage });

const score = realNumber({ what: 'load', min: 0, max: 1 });

const gate = strictObject('a gate', { signal: givenName, above: level });

/** The rule stands under the name of its first part's signal. */
const signalOf = (list: readonly LoadPart[]): string => list[0]?.signal ?? '';

export const loadRule = strictObject('a load rule', {
  kind: z.literal('load'),
  parts,
  out: score.prefault(0.7),
  in: score.prefault(0.3),
  inAfter: duration({ minSeconds: 0, maxSeconds: 86_400 }).prefault('5m'),
  gate: gate.exactOptional(),
  add: tasks(1).prefault(2),
  remove: tasks(1).prefault(2),
  ...ruleCommon,
})
  .superRefine(({ in: inBelow, out: outAbove }, context) => {
    if (inBelow < outAbove) return;
    context.addIssue({
      code: 'custom',
      path: ['in'],
      message: `must be below out, which is ${outAbove}; or the count would rise and fall at one and the same load`,
    });
  })
  .transform(({ out: outAbove, in: inBelow, inAfter: inAfterSeconds, gate: only, ...rule }) => ({
    ...rule,
    signal: signalOf(rule.parts),
    outAbove,
    inBelow,
    inAfterSeconds,
    gate: only ?? null,
  }));
