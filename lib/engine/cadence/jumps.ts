/**
 * How often a number ran past its room at once, over hours. Bursts and steps are in no deviation of the last twenty
 * minutes: they come out of nothing, and come again.
 */
import type { Point } from '../model.ts';
import { leadMinutes } from './growth.ts';
import { longestMinutes } from './waits.ts';

/** How far back it is looked, which costs nothing: three hours of the longest wait are some 26 tries. */
export const pastSeconds = 10_800;

export type Past = {
  /** Single minutes, the newest last. */
  readonly points: readonly Point[];
  /** What it must not reach unseen. */
  readonly limit: number;
};

/** What it is compared with: the mean of so many minutes. */
const levelMinutes = 3;

/** Near nothing every change is a multiple; what is small beside the limit is no news. */
const floorRatio = 0.05;

/** A minute at the edge of the room does no harm. Of CPU, whose room ends at 90 %, this far beyond is all there is. */
const beyondRatio = 1.1;

/** Means over so many values up to each; of the first ones over as many as there are. */
const meansOf = (values: readonly number[], minutes: number): readonly number[] => {
  let sum = 0;
  return values.map((value, at) => {
    sum += value - (at < minutes ? 0 : (values[at - minutes] ?? 0));
    return sum / Math.min(at + 1, minutes);
  });
};

/** One minute is an accident, which rules even out; what they would have answered lasts two at least. */
const lasting = (values: readonly number[]): readonly number[] =>
  values.map((value, at) => Math.min(value, values[at + 1] ?? value));

/** A jump is over before a longer wait is. */
const withinMinutes = longestMinutes + leadMinutes;

/** Where the next minute is by which it had grown as much as it may grow now; -1 where it had not. */
const nextBeyond = (values: readonly number[], at: number, beyond: number): number => {
  const last = Math.min(values.length - 1, at + withinMinutes);
  for (let ahead = at + 1; ahead <= last; ahead += 1) {
    if ((values[ahead] ?? 0) >= beyond) return ahead;
  }
  return -1;
};

/** When it grew past the room that there is now, from wherever it was a few minutes before. */
export const jumpsIn = ({ points, limit }: Past): readonly number[] => {
  const floor = limit * floorRatio;
  const values = points.map(({ value }) => value + floor);
  const levels = meansOf(values, levelMinutes);
  const lows = lasting(values);
  const room = (limit * beyondRatio + floor) / (levels.at(-1) ?? Number.POSITIVE_INFINITY);
  const jumps = new Set<number>();
  for (let at = 0; at < values.length - 1; at += 1) {
    const place = nextBeyond(lows, at, (levels[at] ?? 0) * room);
    const jump = points[place];
    if (jump !== undefined) jumps.add(jump.atMs);
  }
  return [...jumps];
};

/** Minutes of one and the same event, in one signal or in two: who sees the one sees the other. */
const togetherMs = 120_000;

/** Those that came without any of the others. */
export const without = (jumps: readonly number[], seen: readonly number[]): readonly number[] =>
  jumps.filter((jump) => seen.every((other) => Math.abs(jump - other) > togetherMs));

/** Minutes that follow one another are one jump. */
export const eventsIn = (jumps: readonly number[]): number => {
  const inOrder = jumps.toSorted((one, other) => one - other);
  return inOrder.filter(
    (jump, index) => jump - (inOrder[index - 1] ?? Number.NEGATIVE_INFINITY) > togetherMs,
  ).length;
};

/** As many as there may well be where so few were seen: the upper end of Poisson's law at 80 %, to a hundredth. */
const mayBe = (jumps: number): number => jumps + 0.84 * Math.sqrt(jumps + 0.74) + 0.885;

export type Seen = { readonly jumps: number; readonly minutes: number };

/** The longest of the waits, shortest first, within which a jump is as unlikely as the risk says, for all that was seen. */
export const waitBetween = (
  { jumps, minutes }: Seen,
  waits: readonly number[],
  riskRatio: number,
): number =>
  waits.findLast((wait) => mayBe(jumps) * (wait + leadMinutes) <= riskRatio * minutes) ?? 1;
