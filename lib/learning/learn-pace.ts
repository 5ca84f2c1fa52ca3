/** What a queue's past teaches of those that work it off. */
import type { NoThroughput, Throughput } from '#engine/foresight/throughput.ts';
import type { Point, Reading, Readings, ServiceView } from '#engine/model.ts';
import { throughputOf } from '#lib/forecast/throughput.ts';
import { tasksSignal } from './history-reads.ts';
import { pointsOf, samplesPerTask } from './load-of-history.ts';
import { type PaceSubject, paceSignal } from './paces.ts';

type PacePast =
  | {
      readonly kind: 'read';
      readonly done: Reading;
      readonly waiting: Reading;
      readonly tasks: Reading;
    }
  | { readonly kind: 'unread'; readonly cause: string };

const absent: Reading = { kind: 'absent' };

const pastOf = ({ signal }: PaceSubject, readings: Readings): PacePast => {
  const done = readings[paceSignal(signal, 'done')] ?? absent;
  const waiting = readings[paceSignal(signal, 'waiting')] ?? absent;
  const tasks = readings[tasksSignal] ?? absent;
  for (const reading of [done, waiting, tasks]) {
    if (reading.kind === 'failed') return { kind: 'unread', cause: reading.cause };
  }
  return { kind: 'read', done, waiting, tasks };
};

const valueAt = (points: readonly Point[]): ((atMs: number) => number) => {
  const values = new Map(points.map(({ atMs, value }) => [atMs, value]));
  return (atMs) => values.get(atMs) ?? Number.NaN;
};

export type LearntPace =
  | Throughput
  | NoThroughput
  | { readonly kind: 'unread'; readonly cause: string };

/** A minute in which no task ran has no count of them, and says nothing. */
export const learnPace = (
  pace: PaceSubject,
  view: ServiceView,
  readings: Readings,
  nowMs: number,
): LearntPace => {
  const past = pastOf(pace, readings);
  if (past.kind === 'unread') return past;
  const doneAt = valueAt(pointsOf(past.done));
  const waitingAt = valueAt(pointsOf(past.waiting));
  const counted = pointsOf(past.tasks);
  const perTask = samplesPerTask(counted, view);
  const minutes = counted.map(({ atMs, tasks = Number.NaN }) => ({
    atMs,
    done: doneAt(atMs),
    waiting: waitingAt(atMs),
    tasks: tasks / perTask,
  }));
  return throughputOf(minutes, nowMs);
};
