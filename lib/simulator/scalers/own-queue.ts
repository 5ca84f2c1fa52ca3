/** What Flyball would have learnt by now of workers on trial: how much a busy one does, from what was published. */
import type { Foresights } from '#engine/foresight/foresight.ts';
import { noForesight } from '#engine/foresight/foresight.ts';
import type { Policy } from '#engine/policy.ts';
import { throughputOf, type WorkedMinute } from '#lib/forecast/throughput.ts';
import type { MetricPoint } from './scaler.ts';

/** As far back as the hourly function looks. */
const mostMinutes = 3 * 24 * 60;

export type OwnQueue = {
  readonly add: (point: MetricPoint) => void;
  /** With what is known of the queue put beside what is known of everything else. */
  readonly learnInto: (foresights: Foresights, nowMs: number) => Foresights;
};

/** `null` where no rule learns its divisor. */
export const createOwnQueue = ({ rules }: Policy): OwnQueue | null => {
  const signals = rules.flatMap((rule) =>
    rule.kind === 'backlog' && rule.learn !== null ? [rule.signal] : [],
  );
  if (signals.length === 0) return null;
  let minutes: WorkedMinute[] = [];
  return {
    add: ({ atMs, tasks, jobs }) => {
      if (jobs === null) return;
      minutes.push({ atMs, tasks, ...jobs });
      // A day at a time, since to move three every minute would take a good part of a trial.
      if (minutes.length > mostMinutes + 24 * 60) minutes = minutes.slice(-mostMinutes);
    },
    learnInto: (foresights, nowMs) => {
      const throughput = throughputOf(minutes, nowMs);
      const learnt = signals.map((signal) => [
        signal,
        { ...(foresights[signal] ?? noForesight), throughput },
      ]);
      return { ...foresights, ...Object.fromEntries(learnt) };
    },
  };
};
