/**
 * Nobody is acted on by memory. Where what is remembered of a service leads to anything but rest, ECS is asked, and when
 * it says something else the service is decided anew.
 */
import { isMeasuredAlike, isSameSight, sightOf } from '#engine/looks/sight.ts';
import { keyOf, type ServiceKey } from '#engine/model.ts';
import type { Assessed } from './assess.ts';
import { isBlind } from './blind.ts';
import { decideEach } from './decide-each.ts';
import { type Candidate, candidatesAmong, describedToo, type Gathered } from './gather.ts';
import type { TickInput } from './input.ts';
import { type Inspected, inspect } from './inspect.ts';
import type { Looked } from './look-at-signals.ts';
import { prospectsOf } from './prospects.ts';
import { joinTrouble } from './trouble.ts';

export type Sure = { readonly gathered: Gathered; readonly inspected: Inspected };

/** A service that was deleted has no metrics; one whose metrics could not be read may well be there. */
const hasVanished = (assessed: Assessed): boolean => {
  const readings = Object.values(assessed.observation.readings);
  return isBlind(assessed) && !readings.some(({ kind }) => kind === 'failed');
};

/** What an observer would do is not done. */
export const wouldAct = ({ decision, policy }: Assessed): boolean =>
  decision.to !== decision.from && policy.mode === 'act';

const needsLook = (assessed: Assessed): boolean =>
  assessed.rememberedSinceMs !== null &&
  (wouldAct(assessed) || assessed.events.length > 0 || hasVanished(assessed));

/** Reads are paced, so whoever needs tasks is looked at first. */
const outFirst = (a: Assessed, b: Assessed): number =>
  b.decision.to - b.decision.from - (a.decision.to - a.decision.from);

const byKey = (looked: readonly Looked[]): ReadonlyMap<ServiceKey, Looked> =>
  new Map(looked.map((each) => [keyOf(each.candidate.view.id), each]));

/** The numbers that were read hold for it still; only the counts may be others. */
const decideAnew = (
  candidates: readonly Candidate[],
  before: ReadonlyMap<ServiceKey, Looked>,
  input: TickInput,
) => {
  const foresights = new Map(
    [...before].map(([key, { asked }]) => [key, asked.observation.foresights ?? {}] as const),
  );
  const prospects = prospectsOf(candidates, { foresights }, input);
  const looked = prospects.prospects.flatMap((prospect): readonly Looked[] => {
    const was = before.get(keyOf(prospect.candidate.view.id));
    return was === undefined ? [] : [{ ...was, ...prospect }];
  });
  const decided = decideEach(looked, input);
  return { ...decided, trouble: joinTrouble(prospects.trouble, decided.trouble) };
};

export const makeSure = async (
  inspected: Inspected,
  gathered: Gathered,
  input: TickInput,
): Promise<Sure> => {
  const doubted = inspected.assessed.filter(needsLook).toSorted(outFirst);
  if (doubted.length === 0) return { gathered, inspected };
  const ids = doubted.map(({ decision }) => decision.service);
  const keys = new Set(ids.map(keyOf));
  const now = await describedToo(gathered, ids, input);
  const before = byKey(inspected.looked);
  const isAlike = ({ view }: Candidate): boolean => {
    const was = before.get(keyOf(view.id));
    return was !== undefined && isMeasuredAlike(was.candidate.view, view);
  };
  const candidates = candidatesAmong(ids, now);
  const anew = decideAnew(candidates.filter(isAlike), before, input);
  const others = candidates.filter((candidate) => !isAlike(candidate));
  // With other tags or target groups other numbers are wanted.
  const more = others.length === 0 ? null : await inspect(others, input);
  const certain = inspected.assessed.filter(({ decision }) => !keys.has(keyOf(decision.service)));
  return {
    gathered: now,
    inspected: {
      ...inspected,
      assessed: [...certain, ...anew.assessed, ...(more?.assessed ?? [])],
      trouble: joinTrouble(inspected.trouble, anew.trouble, ...(more ? [more.trouble] : [])),
      billedMetrics: inspected.billedMetrics + (more?.billedMetrics ?? 0),
    },
  };
};

const isAsRemembered = (assessed: Assessed, { lookups }: Gathered): boolean => {
  const lookup = lookups.get(keyOf(assessed.decision.service));
  if (lookup?.kind !== 'found') return false;
  return isSameSight(assessed.state.sight, sightOf(lookup.view));
};

/**
 * To make room in a group a service at rest may be asked for tasks. It gives them if ECS still says what is remembered;
 * otherwise it is left as it is and described on the next tick. The room is used no earlier than that in any case.
 */
export const confirmGiving = async (
  arbitrated: readonly Assessed[],
  { gathered, inspected }: Sure,
  input: TickInput,
): Promise<readonly Assessed[]> => {
  const asked = arbitrated.filter((each) => each.rememberedSinceMs !== null && wouldAct(each));
  if (asked.length === 0) return arbitrated;
  const ids = asked.map(({ decision }) => decision.service);
  const now = await describedToo(gathered, ids, input);
  const alone = new Map(inspected.assessed.map((each) => [keyOf(each.decision.service), each]));
  const keys = new Set(ids.map(keyOf));
  return arbitrated.map((each) => {
    const key = keyOf(each.decision.service);
    if (!keys.has(key)) return each;
    if (isAsRemembered(each, now)) return { ...each, rememberedSinceMs: null };
    const before = alone.get(key) ?? each;
    return { ...before, state: { ...before.state, sight: null } };
  });
};
