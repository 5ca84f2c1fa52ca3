/** What one step of the plant came to. */
import { censusOf } from '../plant/census.ts';
import { waitingCount } from '../plant/queue.ts';
import type { ServiceRun } from '../plant/service-run.ts';
import type { Span } from '../plant/step.ts';
import type { Backlog } from '../scalers/scaler.ts';

export type StepFacts = Span & {
  /** Requests or messages that came in. */
  readonly arrived: number;
  readonly running: number;
  readonly pending: number;
  readonly desired: number;
  /** What came in over what the running tasks can do; `Infinity` where something came in and nothing ran. */
  readonly utilisation: number;
  /** Of the running tasks, on average; 100 at most. */
  readonly cpuPercent: number;
};

const arrivedBy = (run: ServiceRun): number => run.totals.offered + (run.queue?.arrived ?? 0);

const ratio = (load: number, capacity: number): number => (load === 0 ? 0 : load / capacity);

/** Workers are busy with what they finish; how far they are with the rest of it is not asked. */
const workedOff = (before: ServiceRun, after: ServiceRun, arrived: number): number =>
  after.queue === null ? arrived : after.queue.done - (before.queue?.done ?? 0);

export const stepFacts = (before: ServiceRun, after: ServiceRun, span: Span): StepFacts => {
  const arrived = arrivedBy(after) - arrivedBy(before);
  const { running, pending } = censusOf(after.tasks);
  const seconds = (span.toMs - span.fromMs) / 1000;
  const capacity = running * after.traits.capacityPerTask * seconds;
  return {
    ...span,
    arrived,
    running,
    pending,
    desired: after.desired,
    utilisation: ratio(arrived, capacity),
    cpuPercent: 100 * Math.min(1, ratio(workedOff(before, after, arrived), capacity)),
  };
};

export const backlogOf = ({ queue, tasks }: ServiceRun): Backlog | null =>
  queue === null
    ? null
    : {
        waiting: waitingCount(queue),
        inFlight: tasks.filter(({ job }) => job !== null).length,
      };
