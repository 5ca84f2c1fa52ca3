/** One service's policy: its layers found, settled, completed and checked. */
import type { Policy, Rule, SignalDefinition } from '#engine/policy.ts';
import { boundProblems } from './bounds-check.ts';
import type { CompleteSettings } from './built-in.ts';
import { completeRules, withCpuTarget } from './complete-rules.ts';
import { type Fleet, lookUp, type Part } from './fleet.ts';
import { type Layer, originOf, partLayer, settle } from './layers.ts';
import { fillIn, type Names } from './placeholders.ts';
import type { Problem } from './problem.ts';
import { groupProblems, policyProblems, type RulePath, signalProblems } from './references.ts';
import { ruleProblems } from './rules-check.ts';
import type { ServiceEntry } from './schema.ts';
import { findSignal } from './signals.ts';
import { readTags, type TagSettings, type Tags, tagPath } from './tags.ts';

export type Resolution =
  | { readonly kind: 'resolved'; readonly policy: Policy }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] };

/** `entry` is null for a service that is enrolled by its tag alone. */
type Subject = {
  readonly names: Names;
  readonly entry: Part<ServiceEntry> | null;
  readonly tags: Tags;
};

type NamedPolicy = { readonly name: string; readonly path: string };

const policyOf = (fleet: Fleet, entry: Subject['entry'], tags: TagSettings): NamedPolicy | null => {
  if (tags.policy !== null) return { name: tags.policy, path: tagPath('policy') };
  const part = entry?.settings.policy === undefined ? fleet.defaults : entry;
  const name = part.settings.policy;
  return name === undefined ? null : { name, path: `${part.path}.policy` };
};

const layersOf = (
  fleet: Fleet,
  entry: Subject['entry'],
  tags: TagSettings,
  policy: NamedPolicy | null,
): readonly Layer[] => {
  const named = policy === null ? null : lookUp(fleet.policies, policy.name);
  return [fleet.defaults, named, entry]
    .flatMap((part) => (part === null ? [] : [partLayer(part)]))
    .concat(tags.layer);
};

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
  rules: readonly Rule[],
  queue: string | undefined,
  entry: Subject['entry'],
): readonly Problem[] => {
  const rule = rules.find(({ signal }) => findSignal(signal, {}, queue).kind === 'no-queue');
  if (rule === undefined) return [];
  const path = entry === null ? tagPath('queue') : `${entry.path}.queue`;
  const message = `is needed by the rule '${rule.name}'; give the URL of the queue to read`;
  return [{ path, value: '(missing)', message }];
};

const signalsOf = (
  fleet: Fleet,
  rules: readonly Rule[],
  queue: string | undefined,
  names: Names,
): Readonly<Record<string, SignalDefinition>> =>
  Object.fromEntries(
    rules.flatMap(({ signal }) => {
      const found = findSignal(signal, fleet.signals, queue);
      return found.kind === 'found' ? [[signal, fillIn(found.definition, names)]] : [];
    }),
  );

const policyFrom = (
  settings: CompleteSettings,
  rules: readonly Rule[],
  signals: Policy['signals'],
): Policy => ({
  mode: settings.mode,
  min: settings.min,
  max: settings.max,
  rules,
  signals,
  toleranceRatio: settings.tolerance,
  stabilizeSeconds: settings.stabilize,
  limits: settings.limits,
  cooldownSeconds: settings.cooldown,
  staleAfterSeconds: settings.staleAfter,
  group: settings.group ?? null,
  priority: settings.priority,
  // A service that its group pushed below its own minimum would break the promise that `min` makes.
  guaranteed: Math.max(settings.guaranteed ?? 0, settings.min),
});

export const resolveService = (
  fleet: Fleet,
  { names, entry, tags: rawTags }: Subject,
): Resolution => {
  const tags = readTags(rawTags);
  const policy = policyOf(fleet, entry, tags);
  const layers = layersOf(fleet, entry, tags, policy);
  const settings = settle(fleet.parameters, layers);
  const { rules, problems: targetProblems } = rulesOf(settings, tags.cpuTarget);
  const at = (key: Parameters<typeof originOf>[1]) => originOf(layers, key);
  const rulePath: RulePath = (index, field) =>
    tags.cpuTarget === null ? `${at('rules').path}[${index}].${field}` : tagPath('target');
  const { group, queue } = settings;
  const problems = [
    ...tags.problems,
    ...(policy === null ? [] : policyProblems(fleet, policy)),
    ...(group === undefined ? [] : groupProblems(fleet, { name: group, path: at('group').path })),
    ...boundProblems(settings, at),
    ...targetProblems,
    ...signalProblems(fleet, rules, rulePath),
    ...queueProblems(rules, queue, entry),
    ...ruleProblems(rules, rulePath),
  ];
  if (problems.length > 0) return { kind: 'invalid', problems };
  const signals = signalsOf(fleet, rules, queue, names);
  return { kind: 'resolved', policy: policyFrom(settings, rules, signals) };
};
