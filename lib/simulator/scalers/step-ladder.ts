/**
 * A ladder of step adjustments in percent of capacity. Bounds are distances from the alarm's threshold: above it the
 * lower one belongs to the step, below it the upper one does.
 */

export type LadderStep = {
  readonly lower: number | null;
  readonly upper: number | null;
  readonly percent: number;
};

export type Ladder = readonly LadderStep[];

const isBelow = ({ upper }: LadderStep): boolean => upper !== null && upper <= 0;

const covers = (step: LadderStep, distance: number): boolean => {
  const lower = step.lower ?? Number.NEGATIVE_INFINITY;
  const upper = step.upper ?? Number.POSITIVE_INFINITY;
  return isBelow(step)
    ? distance > lower && distance <= upper
    : distance >= lower && distance < upper;
};

/** A change of less than one task is one task; more is cut to whole tasks. */
const wholeTasks = (change: number): number =>
  Math.abs(change) < 1 ? Math.sign(change) : Math.trunc(change);

/** Tasks after the step that covers the distance; unchanged where none does. */
export const climb = (ladder: Ladder, distance: number, running: number): number => {
  const step = ladder.find((each) => covers(each, distance));
  return step === undefined ? running : running + wholeTasks((running * step.percent) / 100);
};
