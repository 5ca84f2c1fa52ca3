/** What adaptive reads did to one service: scale-outs and how late they came, waits and whether they were too long. */
import type { Note } from './watched.ts';

export type Wait = {
  readonly fromMinute: number;
  readonly minutes: number;
  readonly isStretched: boolean;
};

export type Tally = {
  metrics: number;
  ticks: number;
  /** Minutes from when reading everything would have begun until it was begun, of each scale-out. */
  readonly late: number[];
  /** Wishes to scale out that were over before anybody looked. */
  passed: number;
  readonly waits: Wait[];
};

const minuteMs = 60_000;

export const createTally = (startMs: number) => {
  const tally: Tally = { metrics: 0, ticks: 0, late: [], passed: 0, waits: [] };
  let wantedSinceMs: number | null = null;
  const noteOut = ({ isOut, wouldBeOut, input: { nowMs } }: Note): void => {
    if (isOut) {
      tally.late.push((nowMs - (wantedSinceMs ?? nowMs)) / minuteMs);
      wantedSinceMs = null;
    } else if (wouldBeOut) {
      wantedSinceMs ??= nowMs;
    } else {
      if (wantedSinceMs !== null) tally.passed += 1;
      wantedSinceMs = null;
    }
  };
  const note = (each: Note, stretch: number): void => {
    tally.metrics += each.read;
    tally.ticks += 1;
    noteOut(each);
    if (each.waits === null) return;
    const fromMinute = (each.input.nowMs - startMs) / minuteMs;
    tally.waits.push({ fromMinute, minutes: Math.ceil(each.waits), isStretched: stretch > 1 });
  };
  return { tally, note };
};

/** What a task can bear of CPU before it saturates; of these three signals the first whose room ends. */
const saturatedRatio = 0.9;

/** The newest point is of the minute before the last one that is over. */
const newestMinutesAgo = 2;

/**
 * Whether a single minute passed the end of the room between the newest point that was read and two minutes after the next
 * read: the very chance that the policy's risk is about. `null` where it had been passed before.
 */
export const isOverrun = (
  { fromMinute, minutes }: Wait,
  utilisation: readonly number[],
): boolean | null => {
  const newest = fromMinute - newestMinutesAgo;
  if ((utilisation[newest] ?? 1) >= saturatedRatio) return null;
  const ahead = utilisation.slice(newest + 1, newest + 1 + minutes + 2);
  return ahead.some((ratio) => ratio >= saturatedRatio);
};
