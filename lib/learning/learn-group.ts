/** A handful of services at once: described, read in as few calls as they fit in, learnt one by one, and kept. */
import { occasionsFor } from '#config/occasions.ts';
import { keyOf, type Readings, type ServiceId, type ServiceKey } from '#engine/model.ts';
import { type Learnt, mostSignals } from '#lib/learnt.ts';
import type { Measurements } from '#lib/ports.ts';
import { look, type Scalable } from '#lib/tick/look.ts';
import { asError, fail, joinTrouble, noTrouble, type Trouble } from '#lib/tick/trouble.ts';
import { dueAmong } from './due.ts';
import { coarse, fine, type Grain, historyReads, type Learner } from './history-reads.ts';
import type { LearningInput } from './input.ts';
import { learnService } from './learn-service.ts';
import { pacesOf } from './paces.ts';
import { subjectsOf } from './subjects.ts';

export type GroupOutcome = {
  readonly kept: readonly { readonly service: ServiceKey; readonly learnt: Learnt }[];
  readonly trouble: Trouble;
  readonly billedMetrics: number;
};

/** Who is due, or all of them, since somebody asked for them. */
export type Who = 'due' | 'all';

export type Group = { readonly ids: readonly ServiceId[]; readonly who: Who };

type Described = { readonly learners: readonly Learner[]; readonly trouble: Trouble };

/** Of too many, forecasts give way: a pace is one number. */
export const learnerOf = ({ view, policy }: Pick<Scalable, 'view' | 'policy'>): Learner => {
  const paces = pacesOf(policy);
  const subjects = subjectsOf(policy).slice(0, mostSignals - paces.length);
  return { view, policy, subjects, paces };
};

/** Whoever else scales a service, what is to come is worth knowing: rivals are not asked for. */
const describe = async (
  ids: readonly ServiceId[],
  listed: ReadonlySet<ServiceKey>,
  input: LearningInput,
): Promise<Described> => {
  const lookups = await input.ports.serviceReader.describe(ids, input.deadline);
  const looked = ids.map((id) => {
    const key = keyOf(id);
    return look(input, id, lookups.get(key), listed.has(key), undefined);
  });
  const learners = looked.flatMap((each) =>
    each.kind === 'scalable' ? [learnerOf(each.scalable)] : [],
  );
  return {
    learners: learners.filter(({ subjects, paces }) => subjects.length + paces.length > 0),
    trouble: joinTrouble(
      ...looked.flatMap((each) => (each.kind === 'left-out' ? [each.trouble] : [])),
    ),
  };
};

const read = (learners: readonly Learner[], grain: Grain, input: LearningInput) =>
  input.ports.signals.read(historyReads(learners, grain, input.nowMs), input.deadline);

type Pasts = {
  readonly coarse: Measurements;
  readonly fine: Measurements;
  readonly before: ReadonlyMap<ServiceKey, Learnt>;
};

const isUnread = (readings: Readings): boolean =>
  Object.values(readings).some(({ kind }) => kind === 'failed');

/** Only for those whose past cannot be read now, or may be too quiet to say what it once said. */
const before = async (
  learners: readonly Learner[],
  pasts: readonly Measurements[],
  { ports, nowMs, deadline }: LearningInput,
): Promise<Pasts['before']> => {
  const ids = learners
    .filter(
      ({ paces, view }) =>
        paces.length > 0 ||
        pasts.some(({ readings }) => isUnread(readings.get(keyOf(view.id)) ?? {})),
    )
    .map(({ view }) => view.id);
  const recalled = ids.length === 0 ? [] : await ports.foresights.load(ids, nowMs, deadline);
  return new Map(
    [...recalled].flatMap(([service, each]) =>
      each.kind === 'learnt' ? [[service, each.learnt] as const] : [],
    ),
  );
};

const learnAndKeep = async (
  learner: Learner,
  pasts: Pasts,
  input: LearningInput,
): Promise<GroupOutcome> => {
  const { id } = learner.view;
  const service = keyOf(id);
  try {
    const learnt = learnService(learner, {
      coarse: pasts.coarse.readings.get(service) ?? {},
      fine: pasts.fine.readings.get(service) ?? {},
      events: occasionsFor(input.fleet, id, input.nowMs),
      nowMs: input.nowMs,
      before: pasts.before.get(service) ?? null,
    });
    await input.ports.book.keep(id, learnt, input.deadline);
    return { kept: [{ service, learnt }], trouble: noTrouble, billedMetrics: 0 };
  } catch (thrown) {
    const error = new Error('its past could not be learnt', { cause: asError(thrown) });
    return { kept: [], trouble: fail(service, error), billedMetrics: 0 };
  }
};

const join = (outcomes: readonly GroupOutcome[]): GroupOutcome => ({
  kept: outcomes.flatMap(({ kept }) => kept),
  trouble: joinTrouble(...outcomes.map(({ trouble }) => trouble)),
  billedMetrics: outcomes.reduce((sum, { billedMetrics }) => sum + billedMetrics, 0),
});

const learnAll = async (
  { ids, who }: Group,
  listed: ReadonlySet<ServiceKey>,
  input: LearningInput,
): Promise<GroupOutcome> => {
  const { learners: described, trouble } = await describe(ids, listed, input);
  const learners = who === 'all' ? described : await dueAmong(described, input);
  const [long, short] = await Promise.all([
    read(learners, coarse, input),
    read(learners, fine, input),
  ]);
  const pasts = { coarse: long, fine: short, before: await before(learners, [long, short], input) };
  const outcomes: GroupOutcome[] = [];
  for (const learner of learners) outcomes.push(await learnAndKeep(learner, pasts, input));
  const billedMetrics = long.billedMetrics + short.billedMetrics;
  return join([...outcomes, { kept: [], trouble, billedMetrics }]);
};

/** What fails for all of them at once, such as describing, is each one's failure and nobody else's. */
export const learnGroup = async (
  group: Group,
  listed: ReadonlySet<ServiceKey>,
  input: LearningInput,
): Promise<GroupOutcome> => {
  try {
    return await learnAll(group, listed, input);
  } catch (thrown) {
    const error = new Error('its past could not be asked for', { cause: asError(thrown) });
    const trouble = joinTrouble(...group.ids.map((id) => fail(keyOf(id), error)));
    return { kept: [], trouble, billedMetrics: 0 };
  }
};
