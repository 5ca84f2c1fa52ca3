/** What adaptive reads did to one service: scale-outs and how late they came, waits and whether they were too long. */
import { usualPlant } from '#simulator/trial/setup.ts';
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
  /** Waits that began with room, those of them whose room ended unseen, and those that missed a needed scale-out. */
  begun: number;
  overrun: number;
  missed: number;
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
  missed: 0,
  minutes: 0,
  saturatedMinutes: 0,
});

type Wait = {
  readonly fromMinute: number;
  /** As it was meant to be. */
  readonly minutes: number;
  /** The first tick of it on which reading everything would have begun to scale out. */
  wantedMinute: number | null;
  /** The next look. */
  endMinute: number | null;
};

const minuteMs = 60_000;

/** What a task can bear of CPU before it saturates; of these three signals the first whose room ends. */
const saturatedRatio = 0.9;

/** The newest point is of the minute before the last one that is over. */
const newestMinutesAgo = 2;

/** From a decision to its tasks at work. */
const startMinutes = Math.ceil(usualPlant.startLagSeconds / 60);

/** Whether there was room when it began. */
const hadRoom = ({ fromMinute }: Wait, utilisation: readonly number[]): boolean =>
  (utilisation[fromMinute - newestMinutesAgo] ?? 1) < saturatedRatio;

const isSaturated = (ratio: number): boolean => ratio >= saturatedRatio;

/**
 * Whether a single minute passed the end of the room between the newest point that was read and two minutes after the next
 * read. Many of those nobody could have done anything about.
 */
const isOverrun = ({ fromMinute, minutes }: Wait, utilisation: readonly number[]): boolean => {
  const newest = fromMinute - newestMinutesAgo;
  return utilisation.slice(newest + 1, newest + 1 + minutes + 2).some(isSaturated);
};

/**
 * Whether it missed a needed scale-out: reading everything would have begun one, and of the minutes for which its tasks
 * would have been at work before those of the next look, one at least was saturated.
 */
const isMissed = ({ wantedMinute, endMinute }: Wait, utilisation: readonly number[]): boolean => {
  if (wantedMinute === null) return false;
  const end = (endMinute ?? utilisation.length) + startMinutes;
  return utilisation.slice(wantedMinute + startMinutes, end).some(isSaturated);
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

/** Waits one after the other, each from a look to the next. */
const createWaits = (tally: Tally) => {
  const waits: Wait[] = [];
  let open: Wait | null = null;
  const note = ({ read, waits: minutes, wouldBeOut, isOut }: Note, minute: number): void => {
    if (read > 0 && open !== null) {
      open.endMinute = minute;
      open = null;
    }
    if (minutes !== null) {
      open = {
        fromMinute: minute,
        minutes: Math.ceil(minutes),
        wantedMinute: null,
        endMinute: null,
      };
      waits.push(open);
    }
    if (open !== null && wouldBeOut && !isOut) open.wantedMinute ??= minute;
  };
  const close = (utilisation: readonly number[]): void => {
    const begun = waits.filter((wait) => hadRoom(wait, utilisation));
    tally.begun = begun.length;
    tally.overrun = begun.filter((wait) => isOverrun(wait, utilisation)).length;
    tally.missed = begun.filter((wait) => isMissed(wait, utilisation)).length;
  };
  return { note, close };
};

export const createTally = (startMs: number) => {
  const tally = emptyTally();
  const noteLateness = createLateness(tally);
  const waits = createWaits(tally);
  const note = (each: Note, stretch: number): void => {
    tally.metrics += each.read;
    tally.ticks += 1;
    noteLateness(each);
    waits.note(each, (each.input.nowMs - startMs) / minuteMs);
    if (each.waits === null) return;
    tally.waits += 1;
    if (stretch > 1) tally.stretchedWaits += 1;
  };
  /** Once everything has happened. */
  const close = (utilisation: readonly number[]): Tally => {
    waits.close(utilisation);
    tally.minutes = utilisation.length;
    tally.saturatedMinutes = utilisation.filter(isSaturated).length;
    return tally;
  };
  return { tally, note, close };
};
