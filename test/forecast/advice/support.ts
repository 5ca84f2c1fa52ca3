/** Hand-made outlooks: the same at every step, unless said. */
import { type Forecast, type Lead, levels } from '#engine/foresight/forecast.ts';
import { hourMs, minuteMs } from '#engine/foresight/load-series.ts';
import type { AdviceInput } from '#lib/forecast/advice/advice.ts';
import type { Outlook } from '#lib/forecast/outlook.ts';

const accuracy = { forecastError: 0.1, asNowError: 0.3, asYesterdayError: 0.2 };

/** Bounds go up by a twentieth of the load from each to the next, with the expected one in their middle. */
export const leadOf = (expected: number, aheadMs: number): Lead => ({
  aheadMs,
  expected,
  below: levels.map((_, index) => expected * (1 + (index - 2) * 0.05)),
  eventFactor: 1,
  accuracy,
});

const made = (expected: (step: number) => number, stepMs: number): Forecast => ({
  kind: 'forecast',
  method: { kind: 'week' },
  madeAtMs: 0,
  stepMs,
  highestLoad: 1e6,
  leads: Array.from({ length: 24 }, (_, step) => leadOf(expected(step), (step + 1) * stepMs)),
});

/** Load of the whole service at each step of five minutes, and each hour. */
export const outlookOf = (
  near: (step: number) => number,
  far: (hour: number) => number = near,
): Outlook => ({ near: made(near, 5 * minuteMs), far: made(far, hourMs) });

/** Ten tasks, at so many percent from now on. */
export const inputOf = (
  cpu: number | null,
  memory: number | null,
  requests: number | null = null,
  changes: Partial<AdviceInput> = {},
): AdviceInput => {
  const always = (load: number | null): Outlook | null =>
    load === null ? null : outlookOf(() => load);
  return {
    cpu: always(cpu === null ? null : cpu * 10),
    memory: always(memory === null ? null : memory * 10),
    requests: always(requests),
    present: { tasks: 10, min: 1, max: 20, requests: 1000 },
    goal: null,
    dollarsPerTaskHour: 0.05,
    ...changes,
  };
};
