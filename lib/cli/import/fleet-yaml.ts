/** The fleet file that does what is registered, with a comment for each thing that differs. */
import { stringify } from 'yaml';
import {
  type Registration,
  type ServiceName,
  stepPoliciesOf,
  trackingPoliciesOf,
} from '#lib/registration.ts';
import type { Plain, RuleFragment } from './fragment.ts';
import { cooldownLines, stabilizeLines, toleranceLines } from './pace.ts';
import { type ScheduleFragment, scheduleFragments } from './schedules.ts';
import { stepRules } from './steps.ts';
import { trackRule } from './tracking.ts';

const flow = (value: unknown): string =>
  stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: true }).trim();

const comments = (notes: readonly string[], indent: string): readonly string[] =>
  notes.map((note) => `${indent}# ${note}`);

const listed = (key: string, items: readonly { notes: readonly string[]; item: Plain | null }[]) =>
  items.length === 0
    ? []
    : [
        // Without any item the key would be empty, and an empty key is not valid.
        ...(items.some(({ item }) => item !== null) ? [`    ${key}:`] : []),
        ...items.flatMap(({ notes, item }) => [
          ...comments(notes, '      '),
          ...(item === null ? [] : [`      - ${flow(item)}`]),
        ]),
      ];

const ruleFragments = (registration: Registration): readonly RuleFragment[] => [
  ...trackingPoliciesOf(registration).map(trackRule),
  ...stepRules(stepPoliciesOf(registration)),
  ...registration.policies.flatMap((policy) =>
    policy.kind === 'other'
      ? [
          {
            notes: [`${policy.name}: left out, because Flyball has no ${policy.type}`],
            rule: null,
            signals: {},
          },
        ]
      : [],
  ),
];

const signalLines = (fragments: readonly RuleFragment[]): readonly string[] => {
  const signals = fragments.flatMap(({ signals: own }) => Object.entries(own));
  if (signals.length === 0) return [];
  return ['signals:', ...signals.map(([name, signal]) => `  ${name}: ${flow(signal)}`), ''];
};

const suspendedLines = (registration: Registration): readonly string[] => {
  const { suspended } = registration;
  const tracking = trackingPoliciesOf(registration);
  const isNeverIn =
    tracking.length > 0 &&
    tracking.every(({ scaleInDisabled }) => scaleInDisabled) &&
    stepPoliciesOf(registration).length === 0;
  const disabled = [
    ...(suspended.out ? ['out: { select: disabled }'] : []),
    ...(suspended.in || isNeverIn ? ['in: { select: disabled }'] : []),
  ];
  if (disabled.length === 0) return [];
  return [
    '    # Suspended there, or with scale-in disabled; for a while only, use flyball pause instead.',
    `    limits: { ${disabled.join(', ')} }`,
  ];
};

const scheduleLines = ({ suspended, scheduledActions }: Registration, nowMs: number) => {
  const fragments = scheduleFragments(scheduledActions, nowMs).map(
    (fragment): ScheduleFragment =>
      suspended.scheduled
        ? { notes: [...fragment.notes, 'left out, because it is suspended there'], schedule: null }
        : fragment,
  );
  return listed(
    'schedules',
    fragments.map(({ notes, schedule }) => ({ notes, item: schedule })),
  );
};

export const fleetYaml = (id: ServiceName, registration: Registration, nowMs: number): string => {
  const fragments = ruleFragments(registration);
  const { min, max } = registration;
  return [
    `# What Application Auto Scaling does for ${id.cluster}/${id.name}, as a fleet file. Each comment says what differs.`,
    '# Try it in observe mode. Before mode: act, deregister the scalable target: two writers would fight over the count.',
    '# Left on, since it has nothing of the kind: scale-in by 20 % or one task a minute at most (limits), circuit breakers (breakers)',
    '# and the hold after demand collapsed (collapse). To be without: limits: { in: { policies: [] } }, breakers: [] and collapse: false.',
    ...signalLines(fragments),
    'services:',
    `  - cluster: ${flow(id.cluster)}`,
    `    name: ${flow(id.name)}`,
    '    mode: observe',
    `    min: ${min}`,
    `    max: ${max}`,
    ...listed(
      'rules',
      fragments.map(({ notes, rule }) => ({ notes, item: rule })),
    ),
    ...toleranceLines(registration),
    ...stabilizeLines(registration),
    ...cooldownLines(registration),
    ...suspendedLines(registration),
    ...scheduleLines(registration, nowMs),
  ].join('\n');
};
