import { describe, expect, it } from 'vitest';
import { bound, boundsOf } from '#engine/bounds.ts';
import type { Override, OverrideOrder } from '#engine/override.ts';
import type { BoundsWindow } from '#engine/policy.ts';
import {
  contextOf,
  minuteMs,
  policyOf,
  proposalOf,
  ruleDefaults,
  startMs,
  viewOf,
} from './support.ts';

const order = (given: OverrideOrder, changes: Partial<Override> = {}): Override => ({
  order: given,
  scope: 'service',
  setAtMs: startMs - minuteMs,
  expiresAtMs: startMs + minuteMs,
  who: 'ada',
  why: 'launch',
  ...changes,
});

const window = (min: number | null, max: number | null, name = 'day'): BoundsWindow => ({
  name,
  min,
  max,
  untilMs: startMs + minuteMs,
});

type Row = {
  readonly name: string;
  readonly windows?: readonly BoundsWindow[];
  readonly overrides?: readonly Override[];
  readonly min: number;
  readonly max: number;
};

// The policy's own bounds are 2 to 10.
const rows: readonly Row[] = [
  { name: 'the policy alone', min: 2, max: 10 },
  { name: 'a window raises both', windows: [window(5, 20)], min: 5, max: 20 },
  { name: 'a window lowers both', windows: [window(1, 3)], min: 1, max: 3 },
  { name: 'what a window leaves out stays', windows: [window(4, null)], min: 4, max: 10 },
  {
    name: 'of two windows the more generous',
    windows: [window(3, 12), window(5, 8)],
    min: 5,
    max: 12,
  },
  {
    name: 'a floor raises the minimum',
    overrides: [order({ kind: 'floor', tasks: 6 })],
    min: 6,
    max: 10,
  },
  {
    name: 'a floor lifts the maximum',
    overrides: [order({ kind: 'floor', tasks: 15 })],
    min: 15,
    max: 15,
  },
  {
    name: 'a low floor changes nothing',
    overrides: [order({ kind: 'floor', tasks: 1 })],
    min: 2,
    max: 10,
  },
  {
    name: 'a ceiling lowers the maximum',
    overrides: [order({ kind: 'ceiling', tasks: 6 })],
    min: 2,
    max: 6,
  },
  {
    name: 'a ceiling lowers the minimum',
    overrides: [order({ kind: 'ceiling', tasks: 1 })],
    min: 1,
    max: 1,
  },
  {
    name: 'of floor and ceiling the ceiling has the last word',
    overrides: [order({ kind: 'floor', tasks: 8 }), order({ kind: 'ceiling', tasks: 4 })],
    min: 4,
    max: 4,
  },
];

describe('bounds', () => {
  for (const { name, windows = [], overrides = [], min, max } of rows) {
    it(name, () => {
      const context = contextOf({ policy: policyOf({ min: 2, max: 10 }), windows, overrides });
      const bounds = boundsOf(context);
      expect([bounds.min.tasks, bounds.max.tasks]).toEqual([min, max]);
      expect(bound(proposalOf(0), context).desired).toBe(min);
      expect(bound(proposalOf(99), context).desired).toBe(max);
    });
  }

  it('names whose bound it was', () => {
    const context = contextOf({ overrides: [order({ kind: 'ceiling', tasks: 3 })] });
    expect(bound(proposalOf(9), context).reasons).toMatchObject([
      { kind: 'bounded', bound: 'max', limit: 3, asked: 9, source: 'ceiling by ada' },
    ]);
  });

  it('a maximum that nobody chose stops growth and takes nothing away', () => {
    const policy = policyOf({ max: 10, maxIsDefault: true });
    const context = contextOf({ policy, view: viewOf(40) });
    expect(bound(proposalOf(57), context).desired).toBe(40);
    expect(bound(proposalOf(39), context).desired).toBe(39);
    expect(
      bound(proposalOf(40), contextOf({ policy: policyOf({ max: 10 }), view: viewOf(40) })).desired,
    ).toBe(10);
  });

  it('a ceiling cuts down what a default maximum would leave alone', () => {
    const policy = policyOf({ max: 10, maxIsDefault: true });
    const overrides = [order({ kind: 'ceiling', tasks: 20 })];
    const context = contextOf({ policy, overrides, view: viewOf(40) });
    expect(bound(proposalOf(40), context).desired).toBe(20);
  });

  it('nothing goes to zero that no rule could bring back', () => {
    const cpuOnly = contextOf({ policy: policyOf({ min: 0 }), view: viewOf(1) });
    expect(bound(proposalOf(0), cpuOnly).desired).toBe(1);
    const queue = {
      ...ruleDefaults,
      kind: 'backlog',
      name: 'backlog',
      signal: 'queueDepth',
      perTask: 50,
      learn: null,
    } as const;
    const woken = contextOf({ policy: policyOf({ min: 0, rules: [queue] }), view: viewOf(1) });
    expect(bound(proposalOf(0), woken).desired).toBe(0);
  });

  it('leaves a service that somebody set to zero at zero', () => {
    const parked = contextOf({ policy: policyOf({ min: 0 }), view: viewOf(0) });
    expect(bound(proposalOf(0), parked).desired).toBe(0);
  });
});
