/** What is predicted of a service at one moment, as its dashboard would show it if its tasks stayed as many. */
import { type Lead, loadBelow } from '#engine/foresight/forecast.ts';

export type Value = {
  readonly expected: number;
  /** Nine times in ten it will be between these. */
  readonly low: number;
  readonly high: number;
  /** 1 less the error of such forecasts over the last week; `null` where none could be tried. */
  readonly confidence: number | null;
};

/** `null` for what was not measured or is not forecast as far as that. */
export type Prediction = {
  readonly aheadMs: number;
  /** Percent, on average over the tasks. */
  readonly cpu: Value | null;
  readonly memory: Value | null;
  /** Of the service, a minute. */
  readonly requests: Value | null;
};

export type Leads = {
  readonly cpu: Lead | null;
  readonly memory: Lead | null;
  readonly requests: Lead | null;
};

const foretold = (lead: Lead | null, divisor: number): Value | null =>
  lead === null
    ? null
    : {
        expected: lead.expected / divisor,
        low: loadBelow(lead, 0.05) / divisor,
        high: loadBelow(lead, 0.95) / divisor,
        confidence: lead.accuracy === null ? null : Math.max(0, 1 - lead.accuracy.forecastError),
      };

/** Of no tasks there is no average: then it is what one task would show. */
export const predictionOf = (aheadMs: number, leads: Leads, tasks: number): Prediction => {
  const carriers = Math.max(1, tasks);
  return {
    aheadMs,
    cpu: foretold(leads.cpu, carriers),
    memory: foretold(leads.memory, carriers),
    requests: foretold(leads.requests, 1),
  };
};
