/** How fast the registered policies move, as the pace of one service: Flyball's pace is the service's, not a rule's. */
import { durationText } from '#config/units.ts';
import {
  type Registration,
  type StepPolicy,
  stepPoliciesOf,
  trackingPoliciesOf,
} from '#lib/registration.ts';

/** A count that is set exactly may go either way. */
const moves = ({ adjustment, steps }: StepPolicy, direction: 'out' | 'in'): boolean =>
  adjustment === 'ExactCapacity' ||
  steps.some(({ amount }) => (direction === 'out' ? amount > 0 : amount < 0));

const longest = (values: readonly number[]): number => Math.max(0, ...values);

/** Of n points in a row the first is n − 1 minutes old when the last one decides. */
const waitOfAlarms = (steps: readonly StepPolicy[]): number =>
  longest(
    steps.flatMap((policy) =>
      'of' in policy.alarm && moves(policy, 'in') ? [(policy.alarm.of - 1) * 60] : [],
    ),
  );

/** Alarms of target tracking look at three points before they scale out, and at fifteen before they scale in. */
const tracking = { out: 120, in: 840 } as const;

export const stabilizeLines = (registration: Registration): readonly string[] => {
  const hasTracking = trackingPoliciesOf(registration).length > 0;
  const inwards = longest([
    hasTracking ? tracking.in : 0,
    waitOfAlarms(stepPoliciesOf(registration)),
  ]);
  if (inwards === 0) return [];
  return hasTracking
    ? [
        '    # Target tracking waits for 3 points above its target, and for 15 below; out: 0s reacts to the first.',
        `    stabilize: { out: ${durationText(tracking.out)}, in: ${durationText(inwards)} }`,
      ]
    : [
        '    # As long as the slowest alarm that scales in.',
        `    stabilize: { in: ${durationText(inwards)} }`,
      ];
};

export const toleranceLines = (registration: Registration): readonly string[] =>
  trackingPoliciesOf(registration).length === 0
    ? []
    : [
        '    # Target tracking scales out at any value above its target, and in from about a tenth below.',
        '    tolerance: { out: 0%, in: 10% }',
      ];

const cooldownsOf = (registration: Registration, direction: 'out' | 'in'): readonly number[] => [
  ...trackingPoliciesOf(registration).map(({ cooldownSeconds }) => cooldownSeconds[direction]),
  ...stepPoliciesOf(registration).flatMap((policy) =>
    moves(policy, direction) ? [policy.cooldownSeconds] : [],
  ),
];

export const cooldownLines = (registration: Registration): readonly string[] => {
  const sides = (['out', 'in'] as const).flatMap((direction) => {
    const waits = cooldownsOf(registration, direction);
    return waits.length === 0 ? [] : [`${direction}: ${durationText(longest(waits))}`];
  });
  if (sides.length === 0) return [];
  return [
    '    # One for the service, the longest of the policies; here turning round waits twice as long.',
    `    cooldown: { ${sides.join(', ')} }`,
  ];
};
