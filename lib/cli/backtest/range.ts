/** How far back, in whole minutes. */
import type { HistoryRange } from '#lib/service-history.ts';
import { numberOption } from '../simulate/number-option.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Two hours are the least that can be replayed, and CloudWatch keeps minutes for 15 days. */
const range = { name: 'days', min: 0.1, max: 15 };

const usualDays = 14;

export const rangeOf = (days: string | undefined, nowMs: number): HistoryRange => {
  const toMs = Math.floor(nowMs / minuteMs) * minuteMs;
  const lengthMs = numberOption(days, usualDays, range) * dayMs;
  return { fromMs: toMs - Math.round(lengthMs / minuteMs) * minuteMs, toMs };
};
