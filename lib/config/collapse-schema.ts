/** `collapse:`, the outage guard: when a fall in demand is too steep to be believed. */
import * as z from 'zod';
import type { CollapseGuard } from '#engine/policy.ts';
import { duration, percentage } from './scalars.ts';
import { strictObject } from './strict-object.ts';

const window = duration({ minSeconds: 60, maxSeconds: 3600 });

export const collapse = z.union([
  strictObject('a collapse guard', { to: percentage(90), within: window, hold: window }).transform(
    ({ to, within, hold }): CollapseGuard => ({
      toRatio: to,
      withinSeconds: within,
      holdSeconds: hold,
    }),
  ),
  z
    .literal(false, { error: 'must be false, or a mapping with to, within and hold' })
    .transform(() => null),
]);

/** Demand that loses more than half within five minutes is held for ten, in which retries would show. */
export const defaultCollapse: CollapseGuard = {
  toRatio: 0.4,
  withinSeconds: 300,
  holdSeconds: 600,
};
