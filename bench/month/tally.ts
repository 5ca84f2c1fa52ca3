/** What adaptive reads did to one service: scale-outs and how late they came, waits and whether they were too long. */
import type { Note } from './watched.ts';

export type Tally = {
  metrics: number;
  ticks: number;
  /** Minutes from when reading everything would have begun until it was begun, of each scale-out. */
  readonly late: number[];
  /** Wishes to scale out that were over before anybody looked. */
  passed: number;
  waits: number;
  stretchedWaits: number;
  /** Waits that began with room, and those of them whose room ended unseen. */
  begun: number;
  overrun: number;
  minutes: number;
  saturatedMinutes: number;
};

export const emptyTally = (): Tally => ({
  metrics: 0,
  ticks: 0,
  late: [],
  passed: 0,
  waits: 0,
  stretchedWaits: 0,
  begun: 0,
  overrun: 0,
  minutes: 0,
  saturatedMinutes: 0,
});

type Wait = { readonly fromMinute: number; readonly minutes: number };

const minuteMs = 60_000;

/** What a task can bear of CPU before it saturates; of these three signals the first whose room ends. */
const saturatedRatio = 0.9;

/** The newest point is of the minute before the last one that is over. */
const newestMinutesAgo = 2;

/**
 * Whether a single minute passed the end of the room between the newest point that was read and two minutes after the next
 * read: the very chance that the policy's risk is about. `null` where it had been passed before.
 */
const isOverrun = (
  { fromMinute, minutes }: Wait,
  utilisation: readonly number[],
): boolean | null => {
  const newest = fromMinute - newestMinutesAgo;
  if ((utilisation[newest] ?? 1) >= saturatedRatio) return null;
  const ahead = utilisation.slice(newest + 1, newest + 1 + minutes + 2);
  return ahead.some((ratio) => ratio >= saturatedRatio);
};

const createLateness = (tally: Tally) => {
  let wantedSinceMs: number | null = null;
  return ({ isOut, wouldBeOut, input: { nowMs } }: Note): void => {
    if (isOut) tally.late.push((nowMs - (wantedSinceMs ?? nowMs)) / minuteMs);
    else if (!wouldBeOut && wantedSinceMs !== null) tally.passed += 1;
    if (isOut || !wouldBeOut) wantedSinceMs = null;
    else wantedSinceMs ??= nowMs;
  };
};

export const createTally = (startMs: number) => {
  const tally = emptyTally();
  const noteLateness = createLateness(tally);
  const open: Wait[] = [];
  const note = (each: Note, stretch: number): void => {
    tally.metrics += each.read;
    tally.ticks += 1;
    noteLateness(each);
    if (each.waits === null) return;
    tally.waits += 1;
    if (stretch > 1) tally.stretchedWaits += 1;
    const fromMinute = (each.input.nowMs - startMs) / minuteMs;
    open.push({ fromMinute, minutes: Math.ceil(each.waits) });
  };
  /** Once everything has happened. */
  const close = (utilisation: readonly number[]): Tally => {
    const overruns = open.map((wait) => isOverrun(wait, utilisation));
    tally.begun = overruns.filter((overrun) => overrun !== null).length;
    tally.overrun = overruns.filter((overrun) => overrun === true).length;
    tally.minutes = utilisation.length;
    tally.saturatedMinutes = utilisation.filter((ratio) => ratio >= saturatedRatio).length;
    return tally;
  };
  return { tally, note, close };
};
