/** A service's policy under one set of layers, and all that is wrong with it. */
import type { Policy, Rule } from '#engine/policy.ts';
import { boundProblems } from './bounds-check.ts';
import type { CompleteSettings } from './built-in.ts';
import { completeRules, withCpuTarget } from './complete-rules.ts';
import { cooldownProblems } from './cooldown-check.ts';
import type { Fleet } from './fleet.ts';
import { type Layer, originOf, settle, waitOriginOf } from './layers.ts';
import { definitionsOf, policyFrom, signalsNeeded } from './policy-from.ts';
import type { Problem } from './problem.ts';
import { groupProblems, signalProblems } from './references.ts';
import { ruleProblems } from './rules-check.ts';
import { exceptionProblems, scheduleProblems, sleepProblems } from './schedules-check.ts';
import type { Settings } from './schema.ts';
import { findSignal } from './signals.ts';
import type { Subject } from './subject.ts';
import { tagPath } from './tags.ts';
import { type ItemPath, type SignalUse, usesOfBreakers, usesOfRules } from './used-signals.ts';

type Ruled = { readonly rules: readonly Rule[]; readonly problems: readonly Problem[] };

const rulesOf = (settings: CompleteSettings, cpuTarget: number | null): Ruled => {
  if (cpuTarget === null) return { rules: completeRules(settings.rules), problems: [] };
  const tuned = withCpuTarget(settings.rules, cpuTarget);
  if (tuned !== null) return { rules: completeRules(tuned), problems: [] };
  const message = 'has no rule to tune, since none tracks cpu here; remove the tag';
  const problem = { path: tagPath('target'), value: String(cpuTarget), message };
  return { rules: completeRules(settings.rules), problems: [problem] };
};

const queueProblems = (
  needed: readonly SignalUse[],
  queue: string | undefined,
  entry: Subject['entry'],
): readonly Problem[] => {
  const use = needed.find(({ signal }) => findSignal(signal, {}, queue).kind === 'no-queue');
  if (use === undefined) return [];
  const path = entry === null ? tagPath('queue') : `${entry.path}.queue`;
  const message = `is needed by ${use.who}; give the URL of the queue to read`;
  return [{ path, value: '(missing)', message }];
};

export type Draft = { readonly policy: Policy; readonly problems: readonly Problem[] };

const pathsIn = (layers: readonly Layer[]) => {
  const at = (key: keyof Settings) => originOf(layers, key);
  const itemsOf =
    (key: keyof Settings): ItemPath =>
    (index, field) =>
      `${at(key).path}[${index}].${field}`;
  return { at, itemsOf };
};

const settingProblems = (
  fleet: Fleet,
  layers: readonly Layer[],
  settings: CompleteSettings,
): readonly Problem[] => {
  const { at, itemsOf } = pathsIn(layers);
  const { group, schedules, min } = settings;
  const minAt = { min, path: at('min').path };
  return [
    ...(group === undefined ? [] : groupProblems(fleet, { name: group, path: at('group').path })),
    ...boundProblems(settings, at),
    ...cooldownProblems(settings.cooldown, (...wait) => waitOriginOf(layers, ...wait)),
    ...scheduleProblems(schedules, minAt, itemsOf('schedules')),
    ...exceptionProblems(fleet, schedules, itemsOf('schedules')),
  ];
};

export const draft = (
  fleet: Fleet,
  { names, entry }: Subject,
  layers: readonly Layer[],
  cpuTarget: number | null,
): Draft => {
  const settings = settle(fleet.parameters, layers);
  const { rules, problems: targetProblems } = rulesOf(settings, cpuTarget);
  const { at, itemsOf } = pathsIn(layers);
  const rulePath: ItemPath = cpuTarget === null ? itemsOf('rules') : () => tagPath('target');
  const uses = [
    ...usesOfRules(rules, rulePath),
    ...usesOfBreakers(settings.breakers, itemsOf('breakers')),
  ];
  const needed = signalsNeeded(fleet, uses);
  const signals = definitionsOf(fleet, needed, settings.queue, names);
  const policy = policyFrom(settings, rules, signals, at('max').rank < 0);
  return {
    policy,
    problems: [
      ...settingProblems(fleet, layers, settings),
      ...sleepProblems(settings.schedules, policy, at('min').path, itemsOf('schedules')),
      ...targetProblems,
      ...signalProblems(fleet, uses),
      ...queueProblems(needed, settings.queue, entry),
      ...ruleProblems(rules, rulePath),
    ],
  };
};
