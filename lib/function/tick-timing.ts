/** Whether a tick may still run, and for how long. */

export type Timing = {
  readonly tickMs: number;
  readonly nowMs: number;
  readonly intervalMs: number;
};

/** Clocks of AWS agree better than this; an event from further ahead was made up. */
const aheadAtMostMs = 60_000;
const intervalsAtMost = 2;

const isoOf = (ms: number): string => new Date(ms).toISOString();

/** A stale tick would decide on what newer ticks have decided already, and one from the future would lock them out. */
export const refuseOutOfDate = ({ tickMs, nowMs, intervalMs }: Timing): void => {
  const ageMs = nowMs - tickMs;
  const seen = `The tick of ${isoOf(tickMs)} is refused at ${isoOf(nowMs)}`;
  if (ageMs > intervalsAtMost * intervalMs) {
    const bound = `more than ${intervalsAtMost} intervals of ${intervalMs / 1000} s old`;
    throw new Error(`${seen}: it is ${ageMs / 1000} s old, ${bound}; the next tick takes over`);
  }
  if (-ageMs > aheadAtMostMs) {
    const bound = `more than ${aheadAtMostMs / 1000} s ahead`;
    throw new Error(`${seen}: it is due in ${-ageMs / 1000} s, ${bound}; send the time it is due`);
  }
};

/** The first tick after this one that is not due yet: a late tick must not wait for one that has begun. */
export const untilNextTickMs = ({ tickMs, nowMs, intervalMs }: Timing): number => {
  const ageMs = nowMs - tickMs;
  const missed = Math.max(0, Math.floor(ageMs / intervalMs));
  return (missed + 1) * intervalMs - ageMs;
};
