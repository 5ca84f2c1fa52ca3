/**
 * What Flyball would have learnt by now of the service on trial: every hour from what was published until then, as its
 * hourly function does. Nothing of the trace that is still to come is looked at.
 */
import type { Foresight, Foresights } from '#engine/foresight/foresight.ts';
import { dayMs, hourMs, type LoadSeries, minuteMs } from '#engine/foresight/load-series.ts';
import { promisesOf } from '#engine/foresight/promises.ts';
import type { Policy, Rule } from '#engine/policy.ts';
import { fitEnvelope } from '#lib/forecast/envelope.ts';
import { forecastOfMinutes } from '#lib/forecast/minutes.ts';
import { createOwnQueue } from './own-queue.ts';
import type { MetricPoint, Sight } from './scaler.ts';

type Ahead = Extract<Rule, { kind: 'assure' | 'forecast' }>;

const looksAhead = (rule: Rule): rule is Ahead =>
  rule.kind === 'assure' || rule.kind === 'forecast';

/** NaN for a minute without the metric. */
const loadOf = (kind: string | undefined, { cpuPercent, tasks, requests }: MetricPoint): number => {
  if (kind === 'requests') return requests;
  return cpuPercent === null ? Number.NaN : cpuPercent * tasks;
};

/** All that a tick a minute asks for, with the delays and start lags that trials have; each costs a millisecond an hour. */
const leadSteps = [1, 2, 3, 4, 5, 8];

const longestPastMinutes = (28 * dayMs) / minuteMs;

/** Minutes in order, with gaps where none was published; the oldest are forgotten, a day at a time. */
const createPast = () => {
  let startMs = 0;
  let values: number[] = [];
  return {
    add: (atMs: number, load: number): void => {
      if (values.length === 0) startMs = atMs;
      while (startMs + values.length * minuteMs < atMs) values.push(Number.NaN);
      values.push(load);
      if (values.length < longestPastMinutes + dayMs / minuteMs) return;
      startMs += (values.length - longestPastMinutes) * minuteMs;
      values = values.slice(-longestPastMinutes);
    },
    series: (): LoadSeries => ({ startMs, stepMs: minuteMs, values: Float64Array.from(values) }),
  };
};

type Learner = {
  readonly signal: string;
  readonly add: (point: MetricPoint) => void;
  readonly learn: () => Foresight;
};

const createLearner = (signal: string, policy: Policy): Learner => {
  const past = createPast();
  const kind = policy.signals[signal]?.kind;
  const promises = promisesOf(policy, signal);
  const isForecast = policy.rules.some(
    (rule) => rule.kind === 'forecast' && rule.signal === signal,
  );
  return {
    signal,
    add: (point) => past.add(point.atMs, loadOf(kind, point)),
    learn: () => {
      const series = past.series();
      return {
        envelope: fitEnvelope(series, { promises, leadSteps }),
        // A fit costs ten times an envelope, so it is made for those who look at it.
        forecast: isForecast ? forecastOfMinutes(series) : { kind: 'none', observedHours: 0 },
      };
    },
  };
};

export const createOwnPast = (policy: Policy): ((sight: Sight) => Foresights) => {
  const signals = new Set(policy.rules.filter(looksAhead).map(({ signal }) => signal));
  const learners = [...signals].map((signal) => createLearner(signal, policy));
  const queue = createOwnQueue(policy);
  let seenMs = 0;
  let learntMs = Number.NEGATIVE_INFINITY;
  let learnt: Foresights = {};
  return (sight) => {
    if (learners.length === 0 && queue === null) return learnt;
    const { minutes, nowMs } = sight;
    const fresh = minutes.slice(minutes.findLastIndex(({ atMs }) => atMs <= seenMs) + 1);
    for (const point of fresh) {
      for (const learner of learners) learner.add(point);
      queue?.add(point);
    }
    seenMs = fresh.at(-1)?.atMs ?? seenMs;
    if (nowMs - learntMs < hourMs) return learnt;
    learntMs = nowMs;
    const loads = Object.fromEntries(learners.map(({ signal, learn }) => [signal, learn()]));
    learnt = queue === null ? loads : queue.learnInto(loads, nowMs);
    return learnt;
  };
};
