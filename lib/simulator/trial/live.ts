/** The service on trial, lived through step by step, watched and written down. */
import { setDesired } from '../plant/commands.ts';
import { waitingCount } from '../plant/queue.ts';
import type { ServiceRun } from '../plant/service-run.ts';
import { stepService } from '../plant/step.ts';
import type { Scaler } from '../scalers/scaler.ts';
import { beginService } from './begin.ts';
import { createObserver } from './observer.ts';
import type { Course, ScaleAction } from './outcome.ts';
import { createRecorder } from './recorder.ts';
import { stepSecondsFor, type TrialSetup } from './setup.ts';
import { stepFacts } from './step-facts.ts';

export type Life = {
  /** Asks the scaler, and grants what it answers. */
  readonly consult: (nowMs: number) => void;
  readonly step: (fromMs: number) => void;
  readonly course: Course;
  readonly actions: readonly ScaleAction[];
};

const granted = (answer: number, { name }: Scaler, { plant }: TrialSetup): number => {
  if (Number.isInteger(answer)) return Math.max(plant.min, Math.min(plant.max, answer));
  throw new RangeError(`${name} answered ${answer} tasks; a desired count is a whole number`);
};

const waitingIn = ({ queue }: ServiceRun): number => (queue === null ? 0 : waitingCount(queue));

export const beginLife = (setup: TrialSetup, startMs: number): Life => {
  const { scaler, plant, load } = setup;
  const stepSeconds = stepSecondsFor(scaler);
  const observer = createObserver(plant, stepSeconds);
  const recorder = createRecorder({ startMs, plant, unobserved: load.unobserved });
  const actions: ScaleAction[] = [];
  const answerTo = scaler.begin();
  let run = beginService(setup, startMs);
  let waited = 0;
  return {
    consult: (nowMs) => {
      const to = granted(answerTo(observer.look(run, nowMs)), scaler, setup);
      if (to === run.desired) return;
      actions.push({ atMs: nowMs, from: run.desired, to });
      run = setDesired(to)(run, nowMs);
    },
    step: (fromMs) => {
      const span = { fromMs, toMs: fromMs + stepSeconds * 1000 };
      const { run: next, closed } = stepService(run, span);
      const facts = stepFacts(run, next, span);
      observer.step(facts);
      recorder.step(facts);
      run = next;
      if (closed === null) return;
      observer.minute(closed);
      recorder.closeMinute(span.toMs, waited);
      waited = waitingIn(run);
    },
    course: recorder.course,
    actions,
  };
};
