/**
 * How long it takes from a step of the load to tasks that carry it. A step is demand that is half as much again as its
 * highest in the quarter of an hour before, and two tasks more at least.
 */
import { median } from './median.ts';
import type { ScoredMinute } from './scored.ts';

const quietMinutes = 15;
const stepRatio = 1.5;
const stepTasks = 2;

const highestBefore = (minutes: readonly ScoredMinute[], index: number): number | null => {
  if (index < quietMinutes) return null;
  let highest = 0;
  for (let at = index - quietMinutes; at < index; at += 1) {
    if (minutes[at + 1]?.follows !== true) return null;
    highest = Math.max(highest, minutes[at]?.demand ?? 0);
  }
  return highest;
};

const isStep = (minutes: readonly ScoredMinute[], index: number): boolean => {
  const demand = minutes[index]?.demand ?? 0;
  const before = highestBefore(minutes, index);
  return before !== null && demand >= before * stepRatio && demand >= before + stepTasks;
};

/** From the first minute of the step to the first in which enough ran; `null` when the record ends before. */
const secondsUntilCarried = (minutes: readonly ScoredMinute[], from: number): number | null => {
  for (let at = from; at < minutes.length; at += 1) {
    const minute = minutes[at];
    if (minute === undefined || (at > from && !minute.follows)) return null;
    if (minute.supply >= minute.demand) return (at - from) * 60;
  }
  return null;
};

export const reactions = (minutes: readonly ScoredMinute[]): readonly number[] => {
  const found: number[] = [];
  let busyUntil = 0;
  for (const index of minutes.keys()) {
    if (index < busyUntil || !isStep(minutes, index)) continue;
    const seconds = secondsUntilCarried(minutes, index);
    if (seconds === null) continue;
    found.push(seconds);
    // The rest of a rise that is being answered is no step of its own.
    busyUntil = index + Math.max(quietMinutes, seconds / 60);
  }
  return found;
};

/** The median over the trace's steps; `null` where it has none. */
export const reactionSeconds = (minutes: readonly ScoredMinute[]): number | null =>
  median(reactions(minutes));
