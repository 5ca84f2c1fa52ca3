/**
 * One run of learning: whose turn it is, in order, until all have had theirs or time runs out. How far it came is
 * written down before the work, so that a service that kills the function is not tried again and again.
 */
import pLimit from 'p-limit';
import { keyOf, type ServiceId } from '#engine/model.ts';
import { chunksOf } from './chunks.ts';
import type { LearningInput } from './learning/input.ts';
import { type Group, type GroupOutcome, learnGroup } from './learning/learn-group.ts';
import { noteLearning, openLearningPurse } from './learning/purse.ts';
import type { LearningReport } from './learning/report.ts';
import { type Turn, turnsBetween, turnsFromMs } from './learning/turns.ts';
import { type Enrolment, enrol } from './tick/enrol.ts';
import { joinTrouble, noTrouble, type Trouble } from './tick/trouble.ts';

/** Four weeks of two statistics are 16,128 points, so those of six services just fill one answer. */
const groupSize = 6;
/** One is learnt while the other is read; more at once would ask for more than the 396,000 points a second there are. */
const groupsAtOnce = 2;
const stepSize = groupSize * groupsAtOnce;
/** Several times what a step takes, throttled a little; it is not begun with less. */
const reserveMs = 60_000;

type Done = {
  readonly outcomes: readonly GroupOutcome[];
  readonly leftOver: number;
  readonly overtaken: boolean;
};

const learnStep = async (
  { ids, who }: Group,
  { listed }: Enrolment,
  input: LearningInput,
): Promise<readonly GroupOutcome[]> => {
  const groups = chunksOf(ids, groupSize);
  const outcomes = await pLimit(groupsAtOnce).map(groups, (group) =>
    learnGroup({ ids: group, who }, listed, input),
  );
  const billed = outcomes.reduce((sum, { billedMetrics }) => sum + billedMetrics, 0);
  const trouble = await noteLearning(billed, input);
  return [...outcomes, { kept: [], trouble, billedMetrics: 0 }];
};

const reportOf = (
  { nowMs }: LearningInput,
  { outcomes, leftOver, overtaken }: Done,
  more: Trouble,
): LearningReport => {
  const kept = outcomes.flatMap((outcome) => outcome.kept);
  const { skipped, failed } = joinTrouble(more, ...outcomes.map(({ trouble }) => trouble));
  return {
    nowMs,
    learnt: kept.map(({ service }) => service),
    doubted: kept.flatMap(({ service, learnt }) =>
      Object.entries(learnt.signals).flatMap(([signal, { doubt }]) =>
        doubt === null ? [] : [{ service, signal, doubt }],
      ),
    ),
    skipped,
    failed,
    leftOver,
    overtaken,
    billedMetrics: outcomes.reduce((sum, { billedMetrics }) => sum + billedMetrics, 0),
  };
};

const learnTurns = async (
  turns: readonly Turn[],
  version: number,
  enrolment: Enrolment,
  input: LearningInput,
): Promise<Done> => {
  const { ports, deadline, nowMs } = input;
  const outcomes: GroupOutcome[] = [];
  for (let done = 0; done < turns.length; done += stepSize) {
    const leftOver = turns.length - done;
    if (deadline.remainingMs() < reserveMs) return { outcomes, leftOver, overtaken: false };
    const step = turns.slice(done, done + stepSize);
    // Whoever comes after the last of them has not had a turn.
    const doneUntilMs = leftOver <= stepSize ? nowMs : (step.at(-1)?.dueMs ?? nowMs);
    const progress = { doneUntilMs, version: version + 1 + done / stepSize };
    if (!(await ports.progress.save(progress, deadline))) {
      return { outcomes, leftOver, overtaken: true };
    }
    const ids = step.map(({ id }) => id);
    outcomes.push(...(await learnStep({ ids, who: 'due' }, enrolment, input)));
  }
  return { outcomes, leftOver: 0, overtaken: false };
};

/** Everyone whose turn it is by now, until time runs out. */
export const learnDue = async (input: LearningInput): Promise<LearningReport> => {
  const { ports, deadline, nowMs } = input;
  const [enrolment, progress] = await Promise.all([
    enrol({ ...input, tickMs: nowMs }),
    ports.progress.read(deadline),
  ]);
  const fromMs = turnsFromMs(progress?.doneUntilMs ?? null, nowMs);
  const turns = turnsBetween(enrolment.services, fromMs, nowMs);
  const purse = await openLearningPurse(input);
  const trouble = joinTrouble(enrolment.trouble, purse.trouble);
  if (purse.isEmpty) {
    return reportOf(input, { outcomes: [], leftOver: turns.length, overtaken: false }, trouble);
  }
  const done = await learnTurns(turns, progress?.version ?? 0, enrolment, input);
  return reportOf(input, done, trouble);
};

const unmanaged = (service: string): Trouble => ({
  ...noTrouble,
  skipped: [{ service, why: 'it is not managed here: neither tagged nor in the fleet file' }],
});

/** `cluster/name` or the whole key. */
const isNamed = (id: ServiceId, names: ReadonlySet<string>): boolean =>
  names.has(keyOf(id)) || names.has(`${id.cluster}/${id.name}`);

/** On demand: these services now, whoever's turn it is. */
export const learnNamed = async (
  names: readonly string[],
  input: LearningInput,
): Promise<LearningReport> => {
  const enrolment = await enrol({ ...input, tickMs: input.nowMs });
  const wanted = new Set(names);
  const ids = enrolment.services.filter((id) => isNamed(id, wanted));
  const known = new Set(ids.flatMap((id) => [keyOf(id), `${id.cluster}/${id.name}`]));
  const strangers = [...wanted].filter((name) => !known.has(name));
  const outcomes = await learnStep({ ids, who: 'all' }, enrolment, input);
  const trouble = joinTrouble(enrolment.trouble, ...strangers.map(unmanaged));
  return reportOf(input, { outcomes, leftOver: 0, overtaken: false }, trouble);
};
