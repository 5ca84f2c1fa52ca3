/** One autoscaler over one load on the plant: no network, no clock, and the same bytes for the same setup. */
import { setDesired } from '../plant/commands.ts';
import { waitingCount } from '../plant/queue.ts';
import type { ServiceRun } from '../plant/service-run.ts';
import { stepService } from '../plant/step.ts';
import type { Scaler } from '../scalers/scaler.ts';
import { beginService, trialSpan } from './begin.ts';
import { createObserver } from './observer.ts';
import type { Outcome, ScaleAction } from './outcome.ts';
import { createRecorder } from './recorder.ts';
import { stepSecondsFor, type TrialSetup } from './setup.ts';
import { stepFacts } from './step-facts.ts';

const hourMs = 3_600_000;

const granted = (answer: number, { name }: Scaler, { plant }: TrialSetup): number => {
  if (Number.isInteger(answer)) return Math.max(plant.min, Math.min(plant.max, answer));
  throw new RangeError(`${name} answered ${answer} tasks; a desired count is a whole number`);
};

const waitingIn = ({ queue }: ServiceRun): number => (queue === null ? 0 : waitingCount(queue));

export const runTrial = (setup: TrialSetup): Outcome => {
  const { scaler, plant, load, work = 'requests', onProgress } = setup;
  const { fromMs: startMs, toMs: endMs } = trialSpan(setup);
  const stepSeconds = stepSecondsFor(scaler);
  const stepMs = stepSeconds * 1000;
  const observer = createObserver(plant, stepSeconds);
  const recorder = createRecorder({ startMs, plant, unobserved: load.unobserved });
  const actions: ScaleAction[] = [];
  const answerTo = scaler.begin();
  let run = beginService(setup, startMs);
  let waited = 0;

  const consult = (nowMs: number): void => {
    const to = granted(answerTo(observer.look(run, nowMs)), scaler, setup);
    if (to === run.desired) return;
    actions.push({ atMs: nowMs, from: run.desired, to });
    run = setDesired(to)(run, nowMs);
  };

  const step = (fromMs: number): void => {
    const span = { fromMs, toMs: fromMs + stepMs };
    const { run: next, closed } = stepService(run, span);
    const facts = stepFacts(run, next, span);
    observer.step(facts);
    recorder.step(facts);
    run = next;
    if (closed === null) return;
    observer.minute(closed);
    recorder.closeMinute(span.toMs, waited);
    waited = waitingIn(run);
  };

  for (let nowMs = startMs; nowMs < endMs; nowMs += stepMs) {
    if ((nowMs - startMs) % (scaler.everySeconds * 1000) === 0) consult(nowMs);
    step(nowMs);
    if (nowMs % hourMs === 0) onProgress?.((nowMs - startMs) / (endMs - startMs));
  }
  onProgress?.(1);
  return { ...recorder.course, startMs, plant, work, actions };
};
