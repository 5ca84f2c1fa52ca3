/**
 * Tells the stray of single minutes from a change in demand. A service of few, uneven requests would otherwise be
 * scaled to each minute's accident, hundreds of times a day.
 */
import type { Wish } from '../model.ts';
import { mapNonEmpty, type NonEmpty } from '../non-empty.ts';
import { wholeTasks } from './answer.ts';

/** From how many minutes it is learnt how much points stray. */
const learntSeconds = 900;

/** Bursts are judged by what was before them: a crowd must not make itself out to be usual. */
const judgedSeconds = 300;

/** How far back it is looked. */
export const noiseSeconds: number = judgedSeconds + learntSeconds;

/** Fewer say little, and each of them would make out its own deviation to be usual. */
const fewestTriples = 8;

export type Noise = {
  /** The standard deviation of single points. */
  readonly deviation: number;
  /** Whether single minutes stray by a good part of all the demand there is. */
  readonly isWild: boolean;
};

/** Bursts of minutes with next to nothing in between. */
const wildRatio = 0.41;

/**
 * Tasks. Strays smaller than this start and stop next to nothing, however large they are beside no demand at all: a
 * service that idles at 0.3 % of one task, with 3 % now and then, must not keep its first crowd waiting for five minutes.
 */
const smallestWild = 0.25;

type Spread = { readonly deviation: number; readonly level: number };

/**
 * How far points are off the middle of their neighbours: whatever rises steadily cancels out there. Such a difference
 * of three independent points has six times the variance of one. `null` where too little is known.
 */
const spreadOver = (wishes: readonly Wish[], fromMs: number, toMs: number): Spread | null => {
  let squares = 0;
  let level = 0;
  let triples = 0;
  let after: Wish | undefined;
  let here: Wish | undefined;
  for (let at = wishes.length - 1; at >= 0; at -= 1) {
    const before = wishes[at];
    if (before === undefined || before.atMs < fromMs) break;
    if (before.atMs > toMs) continue;
    if (after !== undefined && here !== undefined) {
      const off = before.exact - 2 * here.exact + after.exact;
      squares += off * off;
      level += here.exact;
      triples += 1;
    }
    after = here;
    here = before;
  }
  if (triples < fewestTriples) return null;
  return { deviation: Math.sqrt(squares / triples / 6), level: level / triples };
};

export const noiseOf = (wishes: readonly Wish[]): Noise | null => {
  const newestMs = wishes.at(-1)?.atMs ?? 0;
  const now = spreadOver(wishes, newestMs - learntSeconds * 1000, newestMs);
  if (now === null) return null;
  const judgedMs = newestMs - judgedSeconds * 1000;
  const before = spreadOver(wishes, judgedMs - learntSeconds * 1000, judgedMs);
  const isWild =
    before !== null &&
    before.deviation >= smallestWild &&
    before.deviation > wildRatio * before.level;
  return { deviation: now.deviation, isWild };
};

/** Two points this many deviations from their middle are no accident any more, but a change. */
export const mostDeviations: number = 3;

const evenedOut = (wish: Wish, exact: number): Wish =>
  exact === wish.exact ? wish : { atMs: wish.atMs, want: wholeTasks(exact), exact };

/** The middle of a point and the one before it, unless the two are too far apart for chance. */
const middled = (wishes: NonEmpty<Wish>, deviation: number): NonEmpty<Wish> =>
  mapNonEmpty(wishes, (wish, index) => {
    const middle = (wish.exact + (wishes[index - 1] ?? wish).exact) / 2;
    const isChange = Math.abs(wish.exact - middle) > mostDeviations * deviation;
    return isChange ? wish : evenedOut(wish, middle);
  });

/** A burst is over before a task that it asked for has started; only what has lasted this many points may last on. */
const lastingPoints = 5;

const lasting = (wishes: NonEmpty<Wish>): NonEmpty<Wish> =>
  mapNonEmpty(wishes, (wish, index) => {
    let lowest = wish.exact;
    for (let back = Math.max(0, index - lastingPoints + 1); back < index; back += 1) {
      lowest = Math.min(lowest, wishes[back]?.exact ?? lowest);
    }
    return evenedOut(wish, lowest);
  });

export const steadied = (wishes: NonEmpty<Wish>, { deviation, isWild }: Noise): NonEmpty<Wish> =>
  isWild ? lasting(wishes) : middled(wishes, deviation);
