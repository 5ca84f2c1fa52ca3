/** Keeps what can be seen of the plant, as it gets seen: metrics late, counts at once. */
import type { TrialPlant } from '../comparison/comparison.ts';
import { censusOf } from '../plant/census.ts';
import type { Minute } from '../plant/minute.ts';
import { mean } from '../plant/samples.ts';
import type { ServiceRun } from '../plant/service-run.ts';
import { createWindow } from '../plant/window.ts';
import type { FinePoint, HourPoint, MetricPoint, Sight } from '../scalers/scaler.ts';
import { createHours } from './hours.ts';
import { createPublication } from './publication.ts';
import { thirdsDelaySeconds } from './setup.ts';
import { backlogOf, type StepFacts } from './step-facts.ts';
import { pointOver } from './thirds.ts';

const thirdMs = 20_000;
const minuteMs = 60_000;

/** How much of each series a scaler sees at most; see `Sight`. */
const kept = { minutes: 180, thirds: 90, fineSeconds: 300, hours: 14 * 24 } as const;

export type Observer = {
  readonly step: (facts: StepFacts) => void;
  readonly minute: (minute: Minute) => void;
  readonly look: (run: ServiceRun, nowMs: number) => Sight;
};

const requestsOf = (minute: Minute): number =>
  minute.requests + minute.rejected + (minute.queue?.sent ?? 0);

const pointOf = (minute: Minute): MetricPoint => {
  const { cpuPercent, startMs, queue } = minute;
  return {
    atMs: startMs,
    cpuPercent: cpuPercent.count === 0 ? null : mean(cpuPercent),
    tasks: cpuPercent.count,
    requests: requestsOf(minute),
    jobs: queue === null ? null : { done: queue.done, waiting: queue.waiting },
  };
};

const createSeries = (plant: TrialPlant, stepSeconds: number) => {
  const { metricDelaySeconds } = plant;
  const minutes = createPublication<MetricPoint>(metricDelaySeconds, kept.minutes);
  const thirds = createPublication<MetricPoint>(thirdsDelaySeconds(plant), kept.thirds);
  const hours = createPublication<HourPoint>(metricDelaySeconds, kept.hours);
  const fine = createWindow<FinePoint>(kept.fineSeconds / stepSeconds);
  const countHour = createHours(hours.submit);
  let steps: StepFacts[] = [];
  const step = (facts: StepFacts): void => {
    const { fromMs: atMs, toMs, utilisation, running, arrived } = facts;
    fine.add({ atMs, offeredPerSecond: arrived / stepSeconds, utilisation, running });
    steps.push(facts);
    if (toMs % thirdMs !== 0) return;
    thirds.submit(pointOver(steps), toMs);
    steps = [];
  };
  const minute = (closed: Minute): void => {
    const point = pointOf(closed);
    minutes.submit(point, closed.startMs + minuteMs);
    countHour(point);
  };
  return { minutes, thirds, hours, fine, step, minute };
};

export const createObserver = (plant: TrialPlant, stepSeconds: number): Observer => {
  const { minutes, thirds, hours, fine, step, minute } = createSeries(plant, stepSeconds);
  return {
    step,
    minute,
    look: (run, nowMs) => {
      for (const series of [minutes, thirds, hours]) series.advanceTo(nowMs);
      const { running, pending } = censusOf(run.tasks);
      // Each list is made only for those who look at it.
      return {
        nowMs,
        desired: run.desired,
        running,
        pending,
        get minutes() {
          return minutes.points();
        },
        get thirds() {
          return thirds.points();
        },
        get fine() {
          return fine.items();
        },
        get hours() {
          return hours.points();
        },
        backlog: backlogOf(run),
      };
    },
  };
};
