/** One service: its past as read, and what is kept of it. */
import type { Readings } from '#engine/model.ts';
import { signalsOf } from '#engine/policy-signals.ts';
import type { KnownEvent } from '#lib/forecast/known-events.ts';
import type { Learnt, LearntSignal } from '#lib/learnt.ts';
import { signalSource } from '#lib/signal-source.ts';
import { coarse, fine, type Learner } from './history-reads.ts';
import { learnPace } from './learn-pace.ts';
import { learnSignal } from './learn-signal.ts';
import { type History, historyOf } from './load-of-history.ts';
import type { PaceSubject } from './paces.ts';
import type { Subject } from './subjects.ts';

export type Material = {
  readonly coarse: Readings;
  readonly fine: Readings;
  readonly events: readonly KnownEvent[];
  readonly nowMs: number;
  /** What was learnt before, for signals whose past cannot be read now, and for queues that were empty. */
  readonly before: Learnt | null;
};

const nothingLearnt = (source: string): LearntSignal => ({
  source,
  foresight: {
    envelope: { kind: 'none', observedHours: 0 },
    forecast: { kind: 'none', observedHours: 0 },
  },
  day: { kind: 'none', observedHours: 0 },
  doubt: null,
});

/** What was known goes on being known; it says itself how old it is. */
const unread = (source: string, signal: string, { before }: Material, cause: string) => {
  const known = before?.signals[signal];
  const kept = known?.source === source ? known : nothingLearnt(source);
  return { ...kept, doubt: { kind: 'unread', cause } as const };
};

const historiesOf = (learner: Learner, { signal, promises }: Subject, material: Material) => {
  const { nowMs } = material;
  const long = historyOf(signal, learner, material.coarse, { grain: coarse, nowMs });
  const short: History | null =
    promises.length > 0 ? historyOf(signal, learner, material.fine, { grain: fine, nowMs }) : null;
  return { long, short };
};

const learnSubject = (learner: Learner, subject: Subject, material: Material): LearntSignal => {
  const source = signalSource(subject.signal, signalsOf(learner.policy));
  const { long, short } = historiesOf(learner, subject, material);
  if (long.kind === 'unread') return unread(source, subject.signal, material, long.cause);
  if (short?.kind === 'unread') return unread(source, subject.signal, material, short.cause);
  const { events } = material;
  return learnSignal(source, subject, {
    coarse: long.series,
    fine: short?.series ?? null,
    events,
  });
};

/** Workers that had nothing to do of late are as fast as they were; the rule forgets it after a week. */
const learnQueue = (learner: Learner, pace: PaceSubject, material: Material): LearntSignal => {
  const source = signalSource(pace.signal, signalsOf(learner.policy));
  const learnt = learnPace(pace, learner.view, material.fine, material.nowMs);
  if (learnt.kind === 'unread') return unread(source, pace.signal, material, learnt.cause);
  const known = material.before?.signals[pace.signal];
  const isKnown = known?.source === source && known.foresight.throughput?.kind === 'throughput';
  if (learnt.kind === 'none' && isKnown) return { ...known, doubt: null };
  const nothing = nothingLearnt(source);
  return { ...nothing, foresight: { ...nothing.foresight, throughput: learnt } };
};

export const learnService = (learner: Learner, material: Material): Learnt => ({
  learntAtMs: material.nowMs,
  signals: Object.fromEntries([
    ...learner.subjects.map((subject) => [
      subject.signal,
      learnSubject(learner, subject, material),
    ]),
    ...learner.paces.map((pace) => [pace.signal, learnQueue(learner, pace, material)]),
  ]),
});
