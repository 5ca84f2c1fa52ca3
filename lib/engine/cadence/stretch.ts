/**
 * What a ceiling in dollars does to waits: all of them grow by the same factor, so the most urgent still goes first. A
 * service in motion keeps every tick, and nobody waits more than a stated multiple: those are the emergencies that a
 * ceiling gives way to.
 */
import type { DecideInput } from '../model.ts';
import { motionOf } from './motion.ts';
import { pricedSignals, waitOf } from './turns.ts';

/** Of four minutes an hour, which is as far apart as looks get (`steps.ts`). A doubling, as turns go by. */
export const longestStretch = 16;

/** Metrics a minute, as long as everything stays as it is. */
export type Wanted = {
  /** Of services in motion, which no ceiling slows down. */
  readonly urgent: number;
  readonly calm: number;
};

const wantedBy = (input: DecideInput): Wanted => {
  const { policy, state } = input;
  const priced = pricedSignals(policy);
  const motion = policy.react === 'fast' ? 'all' : motionOf(input);
  if (motion === 'all' || state === null) return { urgent: priced.length, calm: 0 };
  const calm = priced.reduce((sum, signal) => sum + 1 / waitOf(state.cadence, signal), 0);
  return motion === 'leading' ? { urgent: Math.max(1, calm), calm: 0 } : { urgent: 0, calm };
};

export const wantedOf = (fleet: readonly DecideInput[]): Wanted =>
  fleet
    .map(wantedBy)
    .reduce((sum, each) => ({ urgent: sum.urgent + each.urgent, calm: sum.calm + each.calm }), {
      urgent: 0,
      calm: 0,
    });

/** By how much calm services have to wait longer so that all of it fits into so many metrics a minute. */
export const stretchFor = ({ urgent, calm }: Wanted, affordable: number): number => {
  const left = affordable - urgent;
  if (calm <= Math.max(0, left)) return 1;
  return left <= 0 ? longestStretch : Math.min(longestStretch, calm / left);
};
