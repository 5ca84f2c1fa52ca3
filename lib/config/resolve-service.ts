/** One service's policy, with its challenger's where it has one. */
import type { Policy } from '#engine/policy.ts';
import {
  blameChallenger,
  challengerNamed,
  challengerProblems,
  clashProblems,
} from './challenger.ts';
import { withCpuTarget } from './complete-rules.ts';
import { type Draft, draft } from './draft.ts';
import type { Fleet } from './fleet.ts';
import { settle } from './layers.ts';
import type { Problem } from './problem.ts';
import { policyProblems, type Written } from './references.ts';
import type { Schedule } from './schedule.ts';
import { withDates } from './schedules-check.ts';
import { layersOf, policyNamed, type Subject } from './subject.ts';
import { readTags, type TagSettings } from './tags.ts';

export type Resolution =
  | { readonly kind: 'resolved'; readonly policy: Policy }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] };

/** The same service under the policy that is tried out. Its own tag for a target tunes it where it can. */
const challenge = (
  fleet: Fleet,
  subject: Subject,
  tags: TagSettings,
  champion: Draft,
  named: Written,
): Draft => {
  const layers = layersOf(fleet, subject.entry, tags, named);
  const { rules } = settle(fleet.parameters, layers);
  const isTunable = tags.cpuTarget !== null && withCpuTarget(rules, tags.cpuTarget) !== null;
  const challenger = draft(fleet, subject, layers, isTunable ? tags.cpuTarget : null);
  const clashes = clashProblems(champion.policy.signals, challenger.policy.signals, named);
  const own = blameChallenger(challenger.problems, named, champion.problems);
  return { ...challenger, problems: [...own, ...clashes] };
};

export const resolveService = (fleet: Fleet, subject: Subject): Resolution => {
  const tags = readTags(subject.tags);
  const named = policyNamed(fleet, subject.entry, tags);
  const layers = layersOf(fleet, subject.entry, tags, named);
  const champion = draft(fleet, subject, layers, tags.cpuTarget);
  const rival = challengerNamed(layers);
  const rivalProblems = rival === null ? [] : challengerProblems(fleet, rival, named);
  const challenger =
    rival === null || rivalProblems.length > 0
      ? null
      : challenge(fleet, subject, tags, champion, rival);
  const problems = [
    ...tags.problems,
    ...(named === null ? [] : policyProblems(fleet, named)),
    ...champion.problems,
    ...rivalProblems,
    ...(challenger?.problems ?? []),
  ];
  if (problems.length > 0) return { kind: 'invalid', problems };
  return {
    kind: 'resolved',
    policy: { ...champion.policy, challenger: challenger?.policy ?? null },
  };
};

/** Schedules are bounds of the day and no part of the policy, which is the same at every hour. */
export const schedulesOf = (fleet: Fleet, { entry, tags: raw }: Subject): readonly Schedule[] => {
  const tags = readTags(raw);
  const layers = layersOf(fleet, entry, tags, policyNamed(fleet, entry, tags));
  return settle(fleet.parameters, layers).schedules.map((schedule) => withDates(fleet, schedule));
};
