/** In which of a few states a service is, for who looks at hundreds of them. */
import type { Override } from '#engine/override.ts';
import type { Standing } from '#lib/fleet-summary.ts';
import type { Assessed } from '../assess.ts';
import { isBlind } from '../blind.ts';
import type { Carried } from '../carry-out.ts';

const isOrdered = (
  overrides: readonly Override[],
  ...kinds: readonly Override['order']['kind'][]
): boolean => overrides.some(({ order }) => kinds.includes(order.kind));

const moving = ({ decision: { from, to, asked } }: Assessed): Standing => {
  if (to !== from) return to > from ? 'out' : 'in';
  return asked === from ? 'steady' : 'held';
};

/** What was decided and left to the next tick is held, whoever is to blame. */
const isPutOff = (carried: Carried | undefined): boolean =>
  carried?.kind === 'left-over' || carried?.kind === 'overtaken';

export const standingOf = (assessed: Assessed, carried: Carried | undefined): Standing => {
  const { state, overrides, decision } = assessed;
  if (carried?.kind === 'failed' || carried?.kind === 'refused') return 'failed';
  if (state.breaker.kind !== 'closed') return 'breaker-open';
  if (isBlind(assessed)) return 'no-data';
  if (isOrdered(overrides, 'freeze', 'pin')) return 'frozen';
  if (isOrdered(overrides, 'pause-in', 'pause-out')) return 'paused';
  return isPutOff(carried) && decision.from !== decision.to ? 'held' : moving(assessed);
};
