/**
 * What no single piece can show: names that are not defined, services listed twice, layers that contradict
 * each other, groups that promise more than they hold.
 */
import { accountProblems } from './accounts-check.ts';
import { type Fleet, lookUp, type Part } from './fleet.ts';
import { formulaProblems } from './formulas-check.ts';
import { guaranteeProblems } from './guarantees-check.ts';
import { occasionProblems } from './occasions.ts';
import { partProblems } from './part-check.ts';
import type { Problem } from './problem.ts';
import { resolveService } from './resolve-service.ts';
import type { ServiceEntry } from './schema.ts';
import { builtInSignals } from './signals.ts';

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
  const { defaults, policies } = fleet;
  const wholePolicy = (name: string | null | undefined): boolean =>
    lookUp(policies, name ?? '')?.whole ?? true;
  const name = service.settings.policy ?? defaults.settings.policy;
  const named = lookUp(policies, name ?? '');
  const challengers = [service, named, defaults].map((part) => part?.settings.challenger);
  return (
    service.whole &&
    defaults.whole &&
    wholePolicy(name) &&
    wholePolicy(challengers.find((one) => one !== undefined))
  );
};

/** The schema library skips this one key of a record in silence. */
const skippedName = '__proto__';

const skippedProblems = (fleet: Fleet): readonly Problem[] =>
  Object.entries({
    policies: fleet.policies,
    groups: fleet.policy.groups,
    signals: fleet.signals,
    holidays: fleet.holidays,
  })
    .filter(([, section]) => Object.hasOwn(section, skippedName))
    .map(([section]) => ({
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

const eachPart = (fleet: Fleet): readonly Problem[] => [
  ...[fleet.defaults, ...fleet.services].flatMap((part) => partProblems(fleet, part, null)),
  ...Object.entries(fleet.policies).flatMap(([name, part]) => partProblems(fleet, part, name)),
];

export const crossCheck = (fleet: Fleet): readonly Problem[] => {
  const resolutions = fleet.services
    .filter((service) => isWhole(fleet, service))
    .map((entry) => resolveService(fleet, { names: namesOf(entry), entry, tags: {} }));
  const policies = resolutions.flatMap((one) => (one.kind === 'resolved' ? [one.policy] : []));
  return [
    ...eachPart(fleet),
    ...skippedProblems(fleet),
    ...hidingProblems(fleet.signals),
    ...formulaProblems(fleet),
    ...occasionProblems(fleet),
    ...accountProblems(fleet),
    ...duplicateProblems(fleet.services),
    ...resolutions.flatMap((one) => (one.kind === 'invalid' ? one.problems : [])),
    ...guaranteeProblems(fleet, policies),
  ];
};
