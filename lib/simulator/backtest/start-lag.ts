/** How long the service's own tasks took from being asked for to running, and how sure that is. */
import { median } from '../scores/median.ts';
import type { Rise } from './rises.ts';

export type LagSource = 'recorded decisions' | 'Container Insights';

export type StartLag =
  | {
      readonly kind: 'measured';
      readonly source: LagSource;
      readonly seconds: number;
      /** Nine in ten were as fast. */
      readonly slowSeconds: number;
      readonly starts: number;
      /** Asked for and never seen to run: cancelled, refused, or only observed. */
      readonly unanswered: number;
    }
  | { readonly kind: 'given'; readonly seconds: number }
  | { readonly kind: 'assumed'; readonly seconds: number };

/** Tasks as they were counted in the minutes of a history. */
export type Counted = { readonly atMs: number; readonly tasks: number };

const minuteMs = 60_000;

/** What takes longer is no start any more but a failure to start. */
const longestMs = 15 * minuteMs;

/** Fewer say too little about the next. */
const enoughStarts = 5;

/** The first minute in which enough ran, taken at its middle: that is half a minute off at most. */
const reachedMs = (rise: Rise, counted: readonly Counted[]): number | null => {
  const lastMs = Math.min(rise.atMs + longestMs, rise.untilMs);
  const minute = counted.find(
    ({ atMs, tasks }) => atMs + minuteMs > rise.atMs && atMs <= lastMs && tasks >= rise.to,
  );
  return minute === undefined ? null : Math.max(rise.atMs, minute.atMs + minuteMs / 2);
};

/** Enough ran before anybody asked: a deployment, or a task that was protected. Such a rise says nothing. */
const wasThere = (rise: Rise, counted: readonly Counted[]): boolean => {
  const before = counted.findLast(({ atMs }) => atMs + minuteMs <= rise.atMs);
  return before === undefined || before.tasks >= rise.to;
};

const around = (rise: Rise, counted: readonly Counted[]): readonly Counted[] => {
  const fromMs = rise.atMs - 3 * minuteMs;
  const toMs = rise.atMs + longestMs;
  return counted.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs);
};

const quantile = (sorted: readonly number[], ratio: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * ratio))] ?? 0;

/** `null`: nothing was seen to start. */
export const measureStartLag = (
  source: LagSource,
  rises: readonly Rise[],
  counted: readonly Counted[],
): Extract<StartLag, { kind: 'measured' }> | null => {
  const asked = rises
    .map((rise) => ({ rise, near: around(rise, counted) }))
    .filter(({ rise, near }) => !wasThere(rise, near));
  const seconds = asked
    .flatMap(({ rise, near }) => {
      const atMs = reachedMs(rise, near);
      return atMs === null ? [] : [(atMs - rise.atMs) / 1000];
    })
    .toSorted((a, b) => a - b);
  const middle = median(seconds);
  if (middle === null) return null;
  return {
    kind: 'measured',
    source,
    seconds: Math.round(middle),
    slowSeconds: Math.round(quantile(seconds, 0.9)),
    starts: seconds.length,
    unanswered: asked.length - seconds.length,
  };
};

type Measured = ReturnType<typeof measureStartLag>;

/** Decisions are known to the second; where they are too few, whoever saw more starts is believed. */
export const surerOf = (decisions: Measured, counts: Measured): Measured => {
  if (decisions === null || counts === null) return decisions ?? counts;
  return decisions.starts >= enoughStarts || decisions.starts >= counts.starts ? decisions : counts;
};

export const startLagText = (lag: StartLag): string => {
  switch (lag.kind) {
    case 'given':
      return `${lag.seconds} s, as given`;
    case 'assumed':
      return `${lag.seconds} s, assumed: the history shows no start whose request is known; pass --start-lag if you know better, or --stack so that recorded decisions are read`;
    case 'measured': {
      const sure = lag.starts >= enoughStarts && lag.unanswered <= lag.starts;
      const missed = lag.unanswered === 0 ? '' : `; ${lag.unanswered} more never seen to run`;
      return `${lag.seconds} s in the median and up to ${lag.slowSeconds} s for nine in ten, ±30 s, from ${lag.source} of ${lag.starts} ${lag.starts === 1 ? 'start' : 'starts'}${missed}${sure ? '' : '; too few to be sure of'}`;
    }
    default:
      return lag satisfies never;
  }
};
