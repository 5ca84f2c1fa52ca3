/** `steps:` of a step rule: a ladder of ranges, in order, of which at most one applies. */
import * as z from 'zod';
import type { Rung, StepAdjustment } from '#engine/policy.ts';
import { mostTasks, tasks } from './names.ts';
import { level } from './rule-common.ts';
import { realNumber, wholeNumber } from './scalars.ts';
import { strictObject } from './strict-object.ts';

const stepInput = strictObject('a step', {
  from: level.exactOptional(),
  to: level.exactOptional(),
  add: wholeNumber({ what: 'tasks', min: -mostTasks, max: mostTasks }).exactOptional(),
  percent: realNumber({ what: 'percent', min: -100, max: 1000 }).exactOptional(),
  exactly: tasks(0).exactOptional(),
});

type StepInput = z.output<typeof stepInput>;

const adjustments = ({ add, percent, exactly }: StepInput): readonly StepAdjustment[] => [
  ...(add === undefined ? [] : [{ kind: 'add' as const, tasks: add }]),
  ...(percent === undefined ? [] : [{ kind: 'percent' as const, percent }]),
  ...(exactly === undefined ? [] : [{ kind: 'exactly' as const, tasks: exactly }]),
];

const step = stepInput.transform((input, context): Rung => {
  const refuse = (message: string) => {
    context.issues.push({ code: 'custom', input, message });
    return z.NEVER;
  };
  const { from = null, to = null } = input;
  const [adjust, another] = adjustments(input);
  if (adjust === undefined || another !== undefined) {
    return refuse('must say exactly one of add, percent and exactly; keep one of them');
  }
  if (from === null && to === null) {
    return refuse('must have a from, a to, or both; without either it always applies');
  }
  if (from !== null && to !== null && from >= to) {
    return refuse(`must have from below to; ${from} is not below ${to}, so swap them`);
  }
  return { from, to, adjust };
});

/** The first step that begins before the one above it ends. */
const overlap = (rungs: readonly Rung[]): number =>
  rungs.findIndex((rung, index) => {
    const before = rungs[index - 1];
    if (before === undefined) return false;
    return before.to === null || rung.from === null || rung.from < before.to;
  });

const mostSteps = 20;

const listMessage = `must be a list of 1 to ${mostSteps} steps`;

export const steps = z
  .array(step, { error: listMessage })
  .min(1, { error: listMessage })
  .max(mostSteps, { error: listMessage })
  .superRefine((rungs, context) => {
    const index = overlap(rungs);
    if (index < 0) return;
    context.addIssue({
      code: 'custom',
      path: [index],
      message:
        'must begin where the step before it ends, or above; sort the steps upwards, only the first may lack from and only the last may lack to',
    });
  });
