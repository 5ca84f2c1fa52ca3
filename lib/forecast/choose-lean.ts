/** How much the newest minute tells of the next ones, by trying: whichever keeps the same risk with the least room. */
import { basesOf, type Lean } from '#engine/foresight/growth-base.ts';
import { exceededWith } from '#engine/foresight/growth-tail.ts';
import { at } from '#engine/foresight/load-series.ts';
import { tailOf } from './growth-tail.ts';
import { growthsFrom, type Highests, type Minutes, nextLoads, stretched } from './growths.ts';

/** A task's usual start with the wait for the next tick; a lean that is good for one lead is good for its neighbours. */
const triedSteps = 4;
const triedRisk = 0.005;

const ups = [0, 0.5, 1, 1.5, 2] as const;
const downs = [0, 0.5, 1] as const;

/** The sum of all that would have been feared. */
const roomFor = (minutes: Minutes, highests: Highests, lean: Lean): number => {
  const bases = basesOf(minutes.loads, minutes.levels, { floorLoad: minutes.floorLoad, lean });
  const growth = exceededWith(tailOf(growthsFrom(minutes, bases, highests)), triedRisk);
  return bases.reduce((sum, base, step) => {
    const feared = base * (1 + growth * at(minutes.volatilities, step));
    return Number.isNaN(feared) ? sum : sum + feared;
  }, 0);
};

const leastBy = <T>(candidates: readonly T[], costOf: (candidate: T) => number, first: T): T => {
  let best = { candidate: first, cost: costOf(first) };
  for (const candidate of candidates) {
    const cost = costOf(candidate);
    if (cost < best.cost) best = { candidate, cost };
  }
  return best.candidate;
};

/** First up, then down: trying every pair gave the same on recorded loads. */
export const chooseLean = (minutes: Minutes): Lean => {
  const next = nextLoads(minutes.loads);
  const highests = stretched(stretched(next, 2), triedSteps);
  const up = leastBy(ups, (each) => roomFor(minutes, highests, { up: each, down: 0 }), 0);
  const down = leastBy(downs, (each) => roomFor(minutes, highests, { up, down: each }), 0);
  return { up, down };
};
