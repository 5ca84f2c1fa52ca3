/** Numbers, times and counts as the forecasts' texts write them. */
import { hourMs, minuteMs } from '#engine/foresight/load-series.ts';

export const percent = (ratio: number): string => `${(100 * ratio).toFixed(1)} %`;

export const amount = (value: number): string =>
  Number.isFinite(value)
    ? value.toLocaleString('en-US', { maximumSignificantDigits: 3, useGrouping: false })
    : 'any';

export const aheadText = (aheadMs: number): string =>
  aheadMs <= 2 * hourMs ? `${Math.round(aheadMs / minuteMs)} min` : `${aheadMs / hourMs} h`;

export const tasksText = (count: number): string => `${count} ${count === 1 ? 'task' : 'tasks'}`;
