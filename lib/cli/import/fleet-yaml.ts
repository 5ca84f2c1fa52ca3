/** The fleet file that does what is registered, with a comment for each thing that differs. */
import { stringify } from 'yaml';
import { durationText } from '#config/units.ts';
import type { Registration, ServiceName, StepPolicy, TrackingPolicy } from '#lib/registration.ts';
import type { Plain, RuleFragment } from './fragment.ts';
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

const trackingOf = ({ policies }: Registration): readonly TrackingPolicy[] =>
  policies.filter((policy) => policy.kind === 'tracking');

const stepsOf = ({ policies }: Registration): readonly StepPolicy[] =>
  policies.filter((policy) => policy.kind === 'step');

const ruleFragments = (registration: Registration): readonly RuleFragment[] => [
  ...trackingOf(registration).map(trackRule),
  ...stepRules(stepsOf(registration)),
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

/** Alarms of target tracking look at three points before they scale out, and at fifteen before they scale in. */
const stabilizeLines = (registration: Registration): readonly string[] =>
  trackingOf(registration).length === 0
    ? []
    : [
        '    # Target tracking waits for 3 points above its target, and for 15 below; out: 0s reacts to the first.',
        '    stabilize: { out: 2m, in: 14m }',
      ];

const cooldownLines = (registration: Registration): readonly string[] => {
  const waits = registration.policies.flatMap((policy) => {
    if (policy.kind === 'tracking') return [policy.cooldownSeconds];
    return policy.kind === 'step'
      ? [{ out: policy.cooldownSeconds, in: policy.cooldownSeconds }]
      : [];
  });
  if (waits.length === 0) return [];
  const longest = (direction: 'out' | 'in') =>
    durationText(Math.max(...waits.map((wait) => wait[direction])));
  return [
    '    # One for the service, the longest of the policies; here turning round waits twice as long.',
    `    cooldown: { out: ${longest('out')}, in: ${longest('in')} }`,
  ];
};

const suspendedLines = (registration: Registration): readonly string[] => {
  const { suspended } = registration;
  const tracking = trackingOf(registration);
  const isNeverIn =
    tracking.length > 0 &&
    tracking.every(({ scaleInDisabled }) => scaleInDisabled) &&
    stepsOf(registration).length === 0;
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
    ...stabilizeLines(registration),
    ...cooldownLines(registration),
    ...suspendedLines(registration),
    ...scheduleLines(registration, nowMs),
  ].join('\n');
};
