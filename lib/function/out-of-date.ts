/** Whether a scheduled event is one of now. */

export type Timing = {
  /** When the event was due. */
  readonly tickMs: number;
  readonly nowMs: number;
  readonly intervalMs: number;
};

/** Clocks of AWS agree better than this; an event from further ahead was made up. */
const aheadAtMostMs = 60_000;
const intervalsAtMost = 2;

const isoOf = (ms: number): string => new Date(ms).toISOString();

/** What is stale was seen to by a later event already, and one from the future would lock the next ones out. */
export const refuseOutOfDate = (what: string, { tickMs, nowMs, intervalMs }: Timing): void => {
  const ageMs = nowMs - tickMs;
  const seen = `The ${what} of ${isoOf(tickMs)} is refused at ${isoOf(nowMs)}`;
  if (ageMs > intervalsAtMost * intervalMs) {
    const bound = `more than ${intervalsAtMost} intervals of ${intervalMs / 1000} s old`;
    throw new Error(`${seen}: it is ${ageMs / 1000} s old, ${bound}; the next ${what} takes over`);
  }
  if (-ageMs > aheadAtMostMs) {
    const bound = `more than ${aheadAtMostMs / 1000} s ahead`;
    throw new Error(`${seen}: it is due in ${-ageMs / 1000} s, ${bound}; send the time it is due`);
  }
};
