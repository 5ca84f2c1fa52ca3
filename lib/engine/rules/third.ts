/**
 * The newest 20 seconds beside the minutes before it. They say nothing about how much demand strays or where it is
 * going, for that is learnt from points of equal length; they only say where it is now.
 */
import type { Wish } from '../model.ts';
import { isNonEmpty, type NonEmpty } from '../non-empty.ts';
import { wholeTasks } from './answer.ts';
import { mostDeviations, type Noise } from './noise.ts';

/** An average over a third of the time strays by the square root of three as much. */
const strayRatio = Math.sqrt(3);

export type Course = { readonly minutes: NonEmpty<Wish>; readonly third: Wish | null };

export const courseOf = (wishes: NonEmpty<Wish>, hasThird: boolean): Course => {
  const minutes = wishes.slice(0, -1);
  return hasThird && isNonEmpty(minutes)
    ? { minutes, third: wishes.at(-1) ?? null }
    : { minutes: wishes, third: null };
};

/** Half of it is the minute before, unless the two are too far apart for chance. */
export const steadyThird = (third: Wish, before: Wish, { deviation }: Noise): Wish => {
  const middle = (third.exact + before.exact) / 2;
  const isChange = Math.abs(third.exact - middle) > mostDeviations * strayRatio * deviation;
  return isChange ? third : { atMs: third.atMs, want: wholeTasks(middle), exact: middle };
};

/** From the middle of a minute to the middle of the third: by so much less does what is known lag behind. */
export const fresherMs = (third: Wish | null, before: Wish): number =>
  third === null ? 0 : third.atMs + 10_000 - (before.atMs + 30_000);
