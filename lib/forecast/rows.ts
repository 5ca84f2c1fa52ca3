/** Which past moments are learnt from, and how much each counts. */

import type { Method } from '#engine/foresight/forecast.ts';
import { dayMs, stepsIn, weekMs } from '#engine/foresight/load-series.ts';

export type Rows = {
  /** The step at which each row stood; its target lies `ahead` steps later. Oldest first. */
  readonly now: Int32Array;
  readonly weights: Float64Array;
  /** Rows of one day form a block, so that a day can be left out whole. */
  readonly blocks: Int32Array;
  readonly blockCount: number;
};

/** Neighbouring steps say much the same. A stride of 5 shares no factor with a day of 288 or of 48 steps. */
const strideFor = (steps: number): number => (steps > 6000 ? 7 : steps > 1000 ? 5 : 1);

/** What happened a week ago counts a third of what happened now. */
const halvedSpanMs = 7 * dayMs;

export const rowsFor = (
  { steps, stepMs, first }: { steps: number; stepMs: number; first: number },
  observed: Uint8Array,
  ahead: number,
): Rows => {
  const chosen: number[] = [];
  const last = steps - 1 - ahead;
  for (let now = last; now >= first; now -= strideFor(steps)) {
    if (observed[now + ahead] === 1) chosen.push(now);
  }
  const now = Int32Array.from(chosen.reverse());
  const daySteps = Math.round(dayMs / stepMs);
  const firstDay = Math.floor((now[0] ?? 0) / daySteps);
  return {
    now,
    weights: Float64Array.from(now, (step) => Math.exp((-(steps - step) * stepMs) / halvedSpanMs)),
    blocks: now.map((step) => Math.floor(step / daySteps) - firstDay),
    blockCount: Math.floor((now.at(-1) ?? 0) / daySteps) - firstDay + 1,
  };
};

/** The first step from which a method's experts can look back far enough. */
export const firstRowOf = ({ kind }: Method, stepMs: number): number => {
  switch (kind) {
    case 'week':
      return stepsIn(weekMs, stepMs);
    case 'days':
    case 'day':
      return stepsIn(dayMs, stepMs);
    case 'level':
      return 0;
    default:
      return kind satisfies never;
  }
};
