/** `rules:`. What is left out here is filled in once the signals are known (`complete-rules.ts`). */
import * as z from 'zod';
import { givenName } from './names.ts';
import { duration, realNumber, text } from './scalars.ts';
import { steps } from './steps-schema.ts';
import { kindUnion, strictObject } from './strict-object.ts';

const ruleName = text({
  what: 'a rule name of at most 64 printable characters',
  pattern: /^[\x20-\x7e]{1,64}$/,
  example: 'track cpu',
}).exactOptional();

const smallestTarget = 0.001;

/** A ceiling of a billion keeps the arithmetic exact; nothing real comes near. */
const target = realNumber({ what: "the signal's unit", min: smallestTarget, max: 1e9 });

const saturation = z
  .union([
    strictObject('a saturation', {
      at: target,
      factor: realNumber({ what: 'times the demand', min: 1, max: 10 }),
    }),
    z
      .literal(false, { error: 'must be false, or a mapping with at and factor' })
      .transform(() => null),
  ])
  .exactOptional();

const track = strictObject('a track rule', {
  kind: z.literal('track'),
  name: ruleName,
  signal: givenName,
  target,
  saturation,
});

const perTaskBounds = { what: 'jobs per task', min: smallestTarget, max: 1e9 } as const;

const backlog = strictObject('a backlog rule', {
  kind: z.literal('backlog'),
  name: ruleName,
  signal: givenName.default('queueDepth'),
  perTask: realNumber(perTaskBounds).exactOptional(),
  acceptableDelay: duration({ minSeconds: 1, maxSeconds: 86_400 }).exactOptional(),
  jobsPerTaskPerMinute: realNumber({ what: 'jobs', min: 0.001, max: 1e6 }).exactOptional(),
}).transform((rule, context) => {
  const { kind, signal, perTask, acceptableDelay, jobsPerTaskPerMinute } = rule;
  const named = rule.name === undefined ? {} : { name: rule.name };
  const byDelay = acceptableDelay !== undefined && jobsPerTaskPerMinute !== undefined;
  const halfDelay = (acceptableDelay ?? jobsPerTaskPerMinute) !== undefined && !byDelay;
  if (halfDelay || (perTask === undefined) !== byDelay) {
    context.issues.push({
      code: 'custom',
      input: rule,
      message:
        'must say either perTask, or acceptableDelay together with jobsPerTaskPerMinute; keep one of the two',
    });
    return z.NEVER;
  }
  const jobs = perTask ?? ((acceptableDelay ?? 0) / 60) * (jobsPerTaskPerMinute ?? 0);
  return { kind, signal, perTask: Math.max(jobs, smallestTarget), ...named };
});

const step = strictObject('a step rule', {
  kind: z.literal('step'),
  name: ruleName,
  signal: givenName,
  steps,
}).transform(({ steps: rungs, ...rule }) => ({ ...rule, rungs }));

const rule = kindUnion('a rule', [track, backlog, step], ['track', 'backlog', 'step']);

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
