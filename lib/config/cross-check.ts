/**
 * What no single piece can show: names that are not defined, services listed twice, layers that contradict
 * each other, groups that promise more than they hold.
 */
import type { Policy } from '#engine/policy.ts';
import { boundProblems } from './bounds-check.ts';
import { completeRules } from './complete-rules.ts';
import { type Fleet, lookUp, type Part } from './fleet.ts';
import type { Problem } from './problem.ts';
import { groupProblems, policyProblems, signalProblems } from './references.ts';
import { resolveService } from './resolve-service.ts';
import { ruleProblems } from './rules-check.ts';
import type { DefaultSettings, ServiceEntry } from './schema.ts';
import { builtInSignals } from './signals.ts';

const partProblems = (fleet: Fleet, part: Part<DefaultSettings>): readonly Problem[] => {
  const { policy, group, rules = [] } = part.settings;
  const completed = completeRules(rules);
  const rulePath = (index: number, field: string) => `${part.path}.rules[${index}].${field}`;
  return [
    ...(policy === undefined
      ? []
      : policyProblems(fleet, { name: policy, path: `${part.path}.policy` })),
    ...(group === undefined
      ? []
      : groupProblems(fleet, { name: group, path: `${part.path}.group` })),
    ...boundProblems(part.settings, (key) => ({ path: `${part.path}.${key}`, rank: 0 })),
    ...signalProblems(fleet, completed, rulePath),
    ...ruleProblems(completed, rulePath),
  ];
};

const identity = ({ account = '', region = '', cluster, name }: ServiceEntry): string =>
  [account, region, cluster, name].join('/');

const duplicateProblems = (services: readonly Part<ServiceEntry>[]): readonly Problem[] => {
  const first = new Map<string, string>();
  return services.flatMap(({ path, settings }) => {
    const before = first.get(identity(settings));
    if (before === undefined) {
      first.set(identity(settings), path);
      return [];
    }
    const value = `${settings.cluster}/${settings.name}`;
    return [{ path, value, message: `is already listed as ${before}; keep one of the two` }];
  });
};

const namesOf = ({ settings: { cluster, name } }: Part<ServiceEntry>) => ({
  cluster,
  service: name,
});

/** What is merged from a broken part would only echo that part's own problems. */
const isWhole = (fleet: Fleet, service: Part<ServiceEntry>): boolean => {
  const policy = lookUp(
    fleet.policies,
    service.settings.policy ?? fleet.defaults.settings.policy ?? '',
  );
  return service.whole && fleet.defaults.whole && (policy?.whole ?? true);
};

const guaranteeProblems = (fleet: Fleet, policies: readonly Policy[]): readonly Problem[] =>
  Object.values(fleet.groups).flatMap(({ name, maxTasks }) => {
    const members = policies.filter(({ group }) => group === name);
    const promised = members.reduce((sum, { guaranteed }) => sum + guaranteed, 0);
    if (promised <= maxTasks) return [];
    const message = `is below the ${promised} tasks that its ${members.length} services are guaranteed (at least their min); raise maxTasks to ${promised}, or lower min and guaranteed`;
    return [{ path: `groups.${name}.maxTasks`, value: String(maxTasks), message }];
  });

/** The schema library skips this one key of a record in silence. */
const skippedName = '__proto__';

const skippedProblems = (fleet: Fleet): readonly Problem[] =>
  (['policies', 'groups', 'signals'] as const)
    .filter((section) => Object.hasOwn(fleet[section], skippedName))
    .map((section) => ({
      path: `${section}.${skippedName}`,
      value: skippedName,
      message: 'is not a usable name; choose another that starts with a letter',
    }));

const hidingProblems = (signals: Fleet['signals']): readonly Problem[] =>
  Object.keys(signals)
    .filter((name) => builtInSignals.includes(name))
    .map((name) => {
      const message = `is the name of a built-in signal; choose another, such as my-${name}`;
      return { path: `signals.${name}`, value: '(a mapping)', message };
    });

export const crossCheck = (fleet: Fleet): readonly Problem[] => {
  const parts = [fleet.defaults, ...Object.values(fleet.policies), ...fleet.services];
  const resolutions = fleet.services
    .filter((service) => isWhole(fleet, service))
    .map((entry) => resolveService(fleet, { names: namesOf(entry), entry, tags: {} }));
  const policies = resolutions.flatMap((one) => (one.kind === 'resolved' ? [one.policy] : []));
  return [
    ...parts.flatMap((part) => partProblems(fleet, part)),
    ...skippedProblems(fleet),
    ...hidingProblems(fleet.signals),
    ...duplicateProblems(fleet.services),
    ...resolutions.flatMap((one) => (one.kind === 'invalid' ? one.problems : [])),
    ...guaranteeProblems(fleet, policies),
  ];
};
