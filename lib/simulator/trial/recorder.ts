/** Writes a trial down, a line a minute. */
import type { TrialPlant } from '../comparison/comparison.ts';
import type { Span } from '../loads/load.ts';
import type { Course } from './outcome.ts';
import type { StepFacts } from './step-facts.ts';

const minuteMs = 60_000;
/** Everyone begins with the count that the first minutes need and no history; the first hour is nobody's merit. */
const warmUpMs = 3_600_000;

type Minute = { running: number; pending: number; desired: number; arrived: number; steps: number };

const blank = (): Minute => ({ running: 0, pending: 0, desired: 0, arrived: 0, steps: 0 });

export type Recorder = {
  readonly step: (facts: StepFacts) => void;
  /** Ends the minute that `endMs` ends; `waited` is what its queue held when it began. */
  readonly closeMinute: (endMs: number, waited: number) => void;
  readonly course: Course;
};

type Setting = {
  readonly startMs: number;
  readonly plant: TrialPlant;
  readonly unobserved: readonly Span[];
};

/** Spans are asked about in the order of time, so those that are over are passed for good. */
const createScored = ({ startMs, unobserved }: Setting) => {
  let next = 0;
  return (fromMs: number, toMs: number): boolean => {
    while ((unobserved[next]?.toMs ?? Infinity) <= fromMs) next += 1;
    return fromMs - startMs >= warmUpMs && (unobserved[next]?.fromMs ?? Infinity) >= toMs;
  };
};

export const createRecorder = (setting: Setting): Recorder => {
  const course = {
    running: [] as number[],
    pending: [] as number[],
    desired: [] as number[],
    duePerSecond: [] as number[],
    utilisation: [] as number[],
    scored: [] as boolean[],
  };
  const isScored = createScored(setting);
  let minute = blank();
  return {
    course,
    step: (facts) => {
      minute.running += facts.running;
      minute.pending += facts.pending;
      minute.desired += facts.desired;
      minute.arrived += facts.arrived;
      minute.steps += 1;
    },
    closeMinute: (endMs, waited) => {
      const running = minute.running / minute.steps;
      const due = (minute.arrived + waited) / 60;
      course.running.push(running);
      course.pending.push(minute.pending / minute.steps);
      course.desired.push(minute.desired / minute.steps);
      course.duePerSecond.push(due);
      course.utilisation.push(due === 0 ? 0 : due / (running * setting.plant.capacityPerTask));
      course.scored.push(isScored(endMs - minuteMs, endMs));
      minute = blank();
    },
  };
};
