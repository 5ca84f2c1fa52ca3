/** How far back, in whole minutes. */
import type { HistoryRange } from '#lib/service-history.ts';
import { numberOption } from '../simulate/number-option.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Two hours are the least that can be replayed, and CloudWatch keeps minutes for 15 days. */
const range = { name: 'days', min: 0.1, max: 15 };

const usualDays = 14;

export const daysOf = (days: string | undefined): number => numberOption(days, usualDays, range);

export const rangeBefore = (nowMs: number, days: number): HistoryRange => {
  const toMs = Math.floor(nowMs / minuteMs) * minuteMs;
  const lengthMs = days * dayMs;
  return { fromMs: toMs - Math.round(lengthMs / minuteMs) * minuteMs, toMs };
};
