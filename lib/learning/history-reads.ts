/**
 * What is read of the past. CloudWatch charges for a metric once a request however far back it looks, so the whole
 * past is read anew each hour: nothing is hoarded, and what came late is right the next time.
 */
import type { ServiceView } from '#engine/model.ts';
import type { Read } from '#engine/plan-reads.ts';
import type { Policy, SignalDefinition } from '#engine/policy.ts';
import { inputsOf, signalsOf } from '#engine/policy-signals.ts';
import { isPerTask } from '#engine/rules/per-task.ts';
import { type PaceSubject, paceReads } from './paces.ts';
import type { Subject } from './subjects.ts';

export type Grain = {
  readonly periodSeconds: number;
  readonly days: number;
};

/** CloudWatch keeps five minutes for 63 days; older ones than four weeks say little of the next hours. */
export const coarse: Grain = { periodSeconds: 300, days: 28 };
/** Minutes are kept for 15 days; an envelope is fitted to three. */
export const fine: Grain = { periodSeconds: 60, days: 3 };

/**
 * Newer minutes may still be filling. An average is right half filled, a count of samples is not, and the load would
 * seem to fall.
 */
const settledMs = 180_000;

/** Nobody's name, since a name of the fleet file has no space in it. */
export const tasksSignal = 'tasks of the service';

export const endOfPast = (nowMs: number, { periodSeconds }: Grain): number => {
  const endMs = nowMs - settledMs;
  return endMs - (endMs % (periodSeconds * 1000));
};

/** Utilisation counts its own tasks; of another average the tasks are those whose CPU was measured. */
const countsItsTasks = (definition: SignalDefinition | undefined): boolean =>
  definition?.kind === 'cpu' || definition?.kind === 'memory' || !isPerTask(definition);

export const needsTasks = ({ signal }: Subject, policy: Policy): boolean =>
  !countsItsTasks(signalsOf(policy)[signal]);

const namesOf = ({ signal }: Subject, policy: Policy): readonly string[] => {
  const definition = signalsOf(policy)[signal];
  return definition?.kind === 'formula' ? inputsOf(definition.formula) : [signal];
};

export type Learner = {
  readonly view: ServiceView;
  readonly policy: Policy;
  readonly subjects: readonly Subject[];
  readonly paces: readonly PaceSubject[];
};

const readsOfOne = (learner: Learner, grain: Grain, nowMs: number): readonly Read[] => {
  const { view, policy, subjects, paces } = learner;
  const endMs = endOfPast(nowMs, grain);
  const window = {
    service: view.id,
    targetGroupArns: view.targetGroupArns,
    startMs: endMs - grain.days * 86_400_000,
    endMs,
    periodSeconds: grain.periodSeconds,
  };
  const names = new Set(subjects.flatMap((subject) => namesOf(subject, policy)));
  const countsTasks = paces.length > 0 || subjects.some((each) => needsTasks(each, policy));
  const tasks = countsTasks
    ? [{ ...window, signal: tasksSignal, definition: { kind: 'cpu' } as const }]
    : [];
  const signals = [...names].flatMap((signal): readonly Read[] => {
    const definition = signalsOf(policy)[signal];
    if (definition === undefined || definition.kind === 'formula') return [];
    // SQS would answer for now, at a moment that no past has.
    if (definition.kind === 'queueDepth') return [];
    return [{ ...window, signal, definition }];
  });
  return [...signals, ...tasks, ...paceReads(paces, window)];
};

/** Minutes only of what has an envelope, and of queues nothing but minutes. */
const withinGrain = (learner: Learner, grain: Grain): Learner =>
  grain === fine
    ? { ...learner, subjects: learner.subjects.filter(({ promises }) => promises.length > 0) }
    : { ...learner, paces: [] };

export const historyReads = (
  learners: readonly Learner[],
  grain: Grain,
  nowMs: number,
): readonly Read[] =>
  learners.flatMap((learner) => readsOfOne(withinGrain(learner, grain), grain, nowMs));
