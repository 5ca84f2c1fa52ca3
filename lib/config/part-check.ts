/** What one part of the file can show by itself, so that a policy is checked although no service uses it yet. */
import { boundProblems } from './bounds-check.ts';
import { challengerProblems } from './challenger.ts';
import { completeRules } from './complete-rules.ts';
import { cooldownProblems } from './cooldown-check.ts';
import type { Fleet, Part } from './fleet.ts';
import type { Origin } from './layers.ts';
import type { Problem } from './problem.ts';
import { groupProblems, policyProblems, signalProblems, type Written } from './references.ts';
import { ruleProblems } from './rules-check.ts';
import { exceptionProblems, scheduleProblems } from './schedules-check.ts';
import type { DefaultSettings } from './schema.ts';
import { type ItemPath, usesOfBreakers, usesOfRules } from './used-signals.ts';

type Checked = Part<DefaultSettings>;

const itemsIn =
  (part: Checked, key: string): ItemPath =>
  (index, field) =>
    `${part.path}.${key}[${index}].${field}`;

const nameProblems = (fleet: Fleet, part: Checked, policyName: string | null) => {
  const own = policyName === null ? null : { name: policyName, path: part.path };
  const { policy, group, challenger } = part.settings;
  const written = (key: string, name: string | null | undefined): readonly Written[] =>
    typeof name === 'string' ? [{ name, path: `${part.path}.${key}` }] : [];
  return [
    ...written('policy', policy).flatMap((one) => policyProblems(fleet, one)),
    ...written('group', group).flatMap((one) => groupProblems(fleet, one)),
    ...written('challenger', challenger).flatMap((one) => challengerProblems(fleet, one, own)),
  ];
};

const ruleAndBreakerProblems = (fleet: Fleet, part: Checked): readonly Problem[] => {
  const { breakers = [], rules = [] } = part.settings;
  const completed = completeRules(rules);
  const rulePath = itemsIn(part, 'rules');
  return [
    ...signalProblems(fleet, usesOfRules(completed, rulePath)),
    ...signalProblems(fleet, usesOfBreakers(breakers, itemsIn(part, 'breakers'))),
    ...ruleProblems(completed, rulePath),
  ];
};

const scheduleFaults = (fleet: Fleet, part: Checked): readonly Problem[] => {
  const { schedules = [], min } = part.settings;
  const pathOf = itemsIn(part, 'schedules');
  return [
    ...scheduleProblems(schedules, { min, path: `${part.path}.min` }, pathOf),
    ...exceptionProblems(fleet, schedules, pathOf),
  ];
};

/** `policyName` is the part's own name where it is a policy. */
export const partProblems = (
  fleet: Fleet,
  part: Checked,
  policyName: string | null,
): readonly Problem[] => {
  const { cooldown = { out: {}, in: {} } } = part.settings;
  const here = (key: string): Origin => ({ path: `${part.path}.${key}`, rank: 0 });
  return [
    ...nameProblems(fleet, part, policyName),
    ...boundProblems(part.settings, here),
    ...cooldownProblems(cooldown, () => here('cooldown')),
    ...ruleAndBreakerProblems(fleet, part),
    ...scheduleFaults(fleet, part),
  ];
};
