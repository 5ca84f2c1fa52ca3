/**
 * How long a number may be left alone. What it did over so many minutes, again and again in its window, tells what it
 * may do over the next so many: changes over the very span that is asked about, so that noise, which does not add up, is
 * not taken for a walk.
 */

/**
 * Quantiles of Student's law with three degrees of freedom, over its scale. Demand jumps more often than a normal law
 * has it. What that costs in safety on recorded loads is in docs/COST.md.
 */
export const deviationsAt = { usual: 1.64, thrifty: 0.98 } as const;
export const riskRatios = { usual: 0.1, thrifty: 0.2 } as const;

/** From a read to its tasks at work, and what was measured is a minute or two old. */
export const leadMinutes = 2;

/** Near nothing every change is a multiple; what is small beside the limit is no news. */
const floorRatio = 0.05;

/** Single minutes stray, and nobody scales by one of them. */
const smoothedMinutes = 3;

const trendMinutes = 5;
const fewestChanges = 4;

const meansOf = (values: readonly number[]): readonly number[] =>
  values.slice(smoothedMinutes - 1).map((_, at) => {
    const these = values.slice(at, at + smoothedMinutes);
    return these.reduce((sum, value) => sum + value, 0) / smoothedMinutes;
  });

/** The root mean square of changes over so many minutes; endless where too few are known. */
const changeOver = (logs: readonly number[], minutes: number): number => {
  let [squares, count] = [0, 0];
  for (let at = minutes; at < logs.length; at += 1) {
    const change = (logs[at] ?? 0) - (logs[at - minutes] ?? 0);
    squares += change * change;
    count += 1;
  }
  return count < fewestChanges ? Number.POSITIVE_INFINITY : Math.sqrt(squares / count);
};

/**
 * The most that it changed over so many minutes or fewer: what comes back every ten minutes is as it was twenty minutes
 * ago, and was elsewhere in between. A window of twenty minutes says nothing of half an hour; its longest span has to do.
 */
const changesUpTo = (logs: readonly number[], minutes: number): readonly number[] => {
  const longest = Math.max(1, logs.length - fewestChanges);
  const most: number[] = [];
  for (let span = 1; span <= minutes; span += 1) {
    const before = most.at(-1) ?? 0;
    most.push(span > longest ? before : Math.max(before, changeOver(logs, span)));
  }
  return most;
};

/**
 * Growth a minute over the last few, as far as it is steeper than the window is anyway: what it does again and again is in
 * its changes already, noise above all. Never downwards, for a fall may end at any moment.
 */
const trendOf = (logs: readonly number[]): number => {
  const span = Math.min(trendMinutes, logs.length - 1);
  if (span < 1) return 0;
  const growth = (logs.at(-1) ?? 0) - (logs.at(-1 - span) ?? 0);
  return Math.max(0, (growth - (changesUpTo(logs, span).at(-1) ?? 0)) / span);
};

export type Course = {
  /** Minute by minute, the newest last. */
  readonly values: readonly number[];
  /** What it must not reach unseen. */
  readonly limit: number;
};

/** The longest of the waits, shortest first, after which it is still below its limit, but for the risk. */
export const longestWait = (
  { values, limit }: Course,
  waits: readonly number[],
  deviations: number,
): number => {
  const latest = values.at(-1);
  if (latest === undefined || latest >= limit) return 1;
  const floor = limit * floorRatio;
  const logs = meansOf(values).map((value) => Math.log(Math.max(0, value) + floor));
  const now = logs.at(-1);
  if (now === undefined) return 1;
  const room = Math.log(limit + floor) - now;
  const trend = trendOf(logs);
  const changes = changesUpTo(logs, (waits.at(-1) ?? 1) + leadMinutes);
  const isSafe = (minutes: number): boolean => {
    const ahead = minutes + leadMinutes;
    return trend * ahead + deviations * (changes[ahead - 1] ?? 0) <= room;
  };
  return waits.findLast(isSafe) ?? 1;
};
