/**
 * Tells the stray of single minutes from a change in demand. A service of few, uneven requests would otherwise be
 * scaled to each minute's accident, hundreds of times a day.
 */
import type { Wish } from '../model.ts';
import { mapNonEmpty, type NonEmpty } from '../non-empty.ts';
import { wholeTasks } from './answer.ts';

/** How far back it is looked to learn how much points stray. */
export const noiseSeconds = 900;

/** Fewer say little, and each of them would make out its own deviation to be usual. */
const fewestTriples = 8;

/**
 * The standard deviation of single points, from how far each is off the middle of its neighbours: whatever rises
 * steadily cancels out there. Such a difference of three independent points has six times the variance of one.
 * `null` where too little is known.
 */
export const noiseOf = (wishes: readonly Wish[]): number | null => {
  const sinceMs = (wishes.at(-1)?.atMs ?? 0) - noiseSeconds * 1000;
  let sum = 0;
  let triples = 0;
  let after = wishes.at(-1);
  let here = wishes.at(-2);
  for (let at = wishes.length - 3; at >= 0; at -= 1) {
    const before = wishes[at];
    if (before === undefined || here === undefined || after === undefined) break;
    if (before.atMs < sinceMs) break;
    const off = before.exact - 2 * here.exact + after.exact;
    sum += off * off;
    triples += 1;
    after = here;
    here = before;
  }
  return triples < fewestTriples ? null : Math.sqrt(sum / triples / 6);
};

/** Two points this many deviations from their middle are no accident any more, but a change. */
const mostDeviations = 3;

/** The middle of a point and the one before it, unless the two are too far apart for chance. */
export const steadied = (wishes: NonEmpty<Wish>, noise: number): NonEmpty<Wish> =>
  mapNonEmpty(wishes, (wish, index) => {
    const middle = (wish.exact + (wishes[index - 1] ?? wish).exact) / 2;
    return Math.abs(wish.exact - middle) > mostDeviations * noise || middle === wish.exact
      ? wish
      : { atMs: wish.atMs, exact: middle, want: wholeTasks(middle) };
  });
