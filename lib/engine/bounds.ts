/**
 * The last step: bounds win over everything but a person's own hand. They are the policy's, then those of the
 * schedule windows that are active, then floors and ceilings that were ordered. A count outside them is moved
 * inside even while a guard holds, for bounds are an order and not a measurement.
 */
import type { Context, Step } from './model.ts';
import type { Override } from './override.ts';
import type { Policy } from './policy.ts';
import { canWake } from './policy-signals.ts';

/** All that bounds depend on. */
type BoundsContext = Pick<Context, 'policy' | 'windows' | 'overrides'>;

const defaultMaximum = 'default maximum';

type Limit = { readonly tasks: number; readonly source: string };
type Bounds = { readonly min: Limit; readonly max: Limit };

/** Of several windows the most generous counts: a launch must not be cut down by the weekend. */
const windowBounds = ({ policy, windows }: BoundsContext): Bounds => {
  const bounds: Bounds = {
    min: { tasks: policy.min, source: 'policy' },
    max: { tasks: policy.max, source: policy.maxIsDefault ? defaultMaximum : 'policy' },
  };
  const mins = windows.flatMap(({ name, min }) =>
    min === null ? [] : [{ tasks: min, source: `schedule ${name}` }],
  );
  const maxes = windows.flatMap(({ name, max }) =>
    max === null ? [] : [{ tasks: max, source: `schedule ${name}` }],
  );
  const largest = (limits: readonly Limit[], none: Limit): Limit =>
    limits.length === 0 ? none : limits.reduce((a, b) => (b.tasks > a.tasks ? b : a));
  return { min: largest(mins, bounds.min), max: largest(maxes, bounds.max) };
};

const ordered = (overrides: readonly Override[], kind: 'floor' | 'ceiling'): readonly Limit[] =>
  overrides.flatMap(({ order, who }) =>
    order.kind === kind ? [{ tasks: order.tasks, source: `${kind} by ${who}` }] : [],
  );

/** A floor may lift the maximum and a ceiling lower the minimum; where both were ordered, the ceiling has the last word. */
const withOrders = ({ min, max }: Bounds, overrides: readonly Override[]): Bounds => {
  const floor = ordered(overrides, 'floor').reduce((a, b) => (b.tasks > a.tasks ? b : a), min);
  const ceiling = ordered(overrides, 'ceiling').reduce<Limit | null>(
    (a, b) => (a === null || b.tasks < a.tasks ? b : a),
    null,
  );
  const top = floor.tasks > max.tasks ? floor : max;
  const capped = ceiling !== null && ceiling.tasks < top.tasks ? ceiling : top;
  return { min: floor.tasks > capped.tasks ? capped : floor, max: capped };
};

export const boundsOf = (context: BoundsContext): Bounds =>
  withOrders(windowBounds(context), context.overrides);

/** A maximum that nobody chose for this service must not cut down what runs when it is enrolled; a ceiling may. */
const withoutDefault = ({ min, max }: Bounds, { maxIsDefault }: Policy, desired: number): Bounds =>
  maxIsDefault && max.source === defaultMaximum
    ? { min, max: { ...max, tasks: Math.max(max.tasks, desired) } }
    : { min, max };

/** What the bounds come to for the count that is there. Zero is a way without return where no rule could wake the service. */
export const boundsFor = (context: BoundsContext & Pick<Context, 'view'>): Bounds => {
  const { policy, view, overrides } = context;
  const standing = withoutDefault(windowBounds(context), policy, view.desired);
  const { min, max } = withOrders(standing, overrides);
  if (min.tasks > 0 || view.desired === 0 || canWake(policy)) return { min, max };
  return {
    min: { tasks: Math.min(1, max.tasks), source: 'rule that zero must be left by' },
    max,
  };
};

export const bound: Step = (proposal, context) => {
  if (proposal.frozen) return proposal;
  const { min, max } = boundsFor(context);
  const asked = proposal.desired;
  const granted = Math.min(max.tasks, Math.max(min.tasks, asked));
  if (granted === asked) return proposal;
  const side = granted > asked ? 'min' : 'max';
  const { source } = side === 'min' ? min : max;
  return {
    ...proposal,
    desired: granted,
    reasons: [...proposal.reasons, { kind: 'bounded', bound: side, limit: granted, asked, source }],
  };
};
