/** What holds for the fleet as a whole: `groups:`, `blastGuard:` and `maxStarts:`. */
import { mostTasks } from './names.ts';
import { percentage, realNumber, wholeNumber } from './scalars.ts';
import { strictObject } from './strict-object.ts';

/** A hundred full-sized services: a cap above that is a slip of the finger. */
const mostGroupTasks = 100 * mostTasks;

/** The largest Fargate task has 16 vCPU. */
const mostGroupVcpu = 16 * mostGroupTasks;

export const groupSchema = strictObject('a group', {
  maxTasks: wholeNumber({ what: 'tasks', min: 1, max: mostGroupTasks })
    .exactOptional()
    .describe('most tasks of all its services together'),
  maxVcpu: realNumber({ what: 'vCPU', min: 0.01, max: mostGroupVcpu })
    .exactOptional()
    .describe('most vCPU of all its services together, by the vcpu of each'),
}).refine(({ maxTasks, maxVcpu }) => (maxTasks ?? maxVcpu) !== undefined, {
  error: 'must say maxTasks, maxVcpu or both; a group without a cap does nothing',
});

export const blastGuardSchema = strictObject('the blast guard', {
  share: percentage(100).prefault('50%').describe('most of all tasks that one tick may take away'),
  minTasks: wholeNumber({ what: 'tasks', min: 1, max: mostGroupTasks })
    .prefault(20)
    .describe('taking away fewer tasks than this is always allowed'),
  blind: percentage(100)
    .prefault('50%')
    .describe('when more of the services than this are without data, none loses tasks'),
});

export const maxStartsSchema = wholeNumber({ what: 'tasks', min: 1, max: mostGroupTasks });

/** Fargate launches 100 tasks at once and 20 a second after that, and a tick is a minute. */
export const defaultMaxStarts = 100 + 20 * 60;
