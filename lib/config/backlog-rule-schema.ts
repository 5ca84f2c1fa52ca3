/** `backlog`: waiting jobs divided by what one task's worth of them is, as stated, as computed or as learnt. */
import * as z from 'zod';
import { givenName } from './names.ts';
import { ruleCommon } from './rule-common.ts';
import { duration, realNumber } from './scalars.ts';
import { strictObject } from './strict-object.ts';

const fewestJobs = 0.001;

const pace = z.union([
  realNumber({ what: 'jobs', min: 0.001, max: 1e6 }),
  z.literal('learnt', {
    error: 'must be a number of jobs from 0.001 to 1000000, or learnt; write for example 10',
  }),
]);

type Divisor = {
  readonly perTask?: number;
  readonly acceptableDelay?: number;
  readonly jobsPerTaskPerMinute?: number | 'learnt';
};

type Resolved = {
  readonly perTask: number;
  readonly learn: { readonly delaySeconds: number } | null;
};

const eitherOr =
  'must say either perTask, or acceptableDelay together with jobsPerTaskPerMinute; keep one of the two';

/** The divisor, or what is wrong with how it is said. */
const divisorOf = (said: Divisor): Resolved | string => {
  const { perTask, acceptableDelay, jobsPerTaskPerMinute } = said;
  if (jobsPerTaskPerMinute === 'learnt') {
    return perTask === undefined || acceptableDelay === undefined
      ? 'must say acceptableDelay and perTask beside jobsPerTaskPerMinute: learnt; perTask counts until enough was measured'
      : { perTask, learn: { delaySeconds: acceptableDelay } };
  }
  if (perTask !== undefined) {
    const isAlone = acceptableDelay === undefined && jobsPerTaskPerMinute === undefined;
    return isAlone ? { perTask, learn: null } : eitherOr;
  }
  if (acceptableDelay === undefined || jobsPerTaskPerMinute === undefined) return eitherOr;
  const jobs = (acceptableDelay / 60) * jobsPerTaskPerMinute;
  return { perTask: Math.max(jobs, fewestJobs), learn: null };
};

export const backlogRule = strictObject('a backlog rule', {
  kind: z.literal('backlog'),
  signal: givenName.default('queueDepth'),
  perTask: realNumber({ what: 'jobs per task', min: fewestJobs, max: 1e9 })
    .exactOptional()
    .describe('waiting jobs that are worth a task'),
  acceptableDelay: duration({ minSeconds: 1, maxSeconds: 86_400 })
    .exactOptional()
    .describe('how long a job may wait; times jobsPerTaskPerMinute it takes the place of perTask'),
  jobsPerTaskPerMinute: pace
    .exactOptional()
    .describe('learnt: as measured on the queue, and perTask until enough was measured'),
  ...ruleCommon,
}).transform((input, context) => {
  const { perTask, acceptableDelay, jobsPerTaskPerMinute, ...rule } = input;
  const divisor = divisorOf(input);
  if (typeof divisor !== 'string') return { ...rule, ...divisor };
  context.issues.push({ code: 'custom', input, message: divisor });
  return z.NEVER;
});
