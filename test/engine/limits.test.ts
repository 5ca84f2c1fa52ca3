import { describe, expect, it } from 'vitest';
import { limit } from '#engine/limits.ts';
import type { Limits } from '#engine/policy.ts';
import { contextOf, minuteMs, policyOf, proposalOf, startMs, stateOf, viewOf } from './support.ts';

const tasks = (amount: number, perSeconds = 60) => ({ kind: 'tasks', amount, perSeconds }) as const;
const percent = (amount: number, perSeconds = 60) =>
  ({ kind: 'percent', amount, perSeconds }) as const;

type Row = {
  readonly name: string;
  readonly limits: Limits;
  readonly current: number;
  readonly asked: number;
  readonly granted: number;
  /** A change that we made half a minute ago. */
  readonly earlier?: readonly [from: number, to: number];
};

const max = (...policies: Limits['policies']): Limits => ({ select: 'max', policies });
const min = (...policies: Limits['policies']): Limits => ({ select: 'min', policies });

const rows: readonly Row[] = [
  { name: 'no policies, no limit', limits: max(), current: 4, asked: 400, granted: 400 },
  { name: 'out by tasks', limits: max(tasks(4)), current: 10, asked: 30, granted: 14 },
  {
    name: 'out by percent, rounded up',
    limits: max(percent(25)),
    current: 10,
    asked: 30,
    granted: 13,
  },
  {
    name: 'max takes the generous one out',
    limits: max(tasks(4), percent(100)),
    current: 10,
    asked: 30,
    granted: 20,
  },
  {
    name: 'min takes the strict one out',
    limits: min(tasks(4), percent(100)),
    current: 10,
    asked: 30,
    granted: 14,
  },
  { name: 'in by tasks', limits: max(tasks(4)), current: 10, asked: 1, granted: 6 },
  {
    name: 'in by percent, rounded down',
    limits: max(percent(25)),
    current: 10,
    asked: 1,
    granted: 7,
  },
  {
    name: 'max takes the generous one in',
    limits: max(tasks(1), percent(50)),
    current: 10,
    asked: 1,
    granted: 5,
  },
  {
    name: 'min takes the strict one in',
    limits: min(tasks(1), percent(50)),
    current: 10,
    asked: 1,
    granted: 9,
  },
  {
    name: 'a smaller wish is not limited',
    limits: max(tasks(4)),
    current: 10,
    asked: 12,
    granted: 12,
  },
  {
    name: 'a percentage lets a service leave zero',
    limits: max(percent(100)),
    current: 0,
    asked: 9,
    granted: 2,
  },
  {
    name: 'disabled stops out',
    limits: { select: 'disabled', policies: [] },
    current: 10,
    asked: 12,
    granted: 10,
  },
  {
    name: 'disabled stops in',
    limits: { select: 'disabled', policies: [tasks(4)] },
    current: 10,
    asked: 8,
    granted: 10,
  },
  {
    name: 'what was spent in the period counts',
    limits: max(tasks(4)),
    current: 13,
    asked: 30,
    granted: 14,
    earlier: [10, 13],
  },
  {
    name: 'an overspent period moves nothing back',
    limits: max(tasks(2)),
    current: 13,
    asked: 30,
    granted: 13,
    earlier: [10, 13],
  },
  {
    name: 'what went in does not pay for out',
    limits: max(tasks(4)),
    current: 7,
    asked: 30,
    granted: 11,
    earlier: [10, 7],
  },
  {
    name: 'what was spent going in counts',
    limits: max(tasks(4)),
    current: 7,
    asked: 1,
    granted: 6,
    earlier: [10, 7],
  },
];

describe('limits', () => {
  for (const { name, limits, current, asked, granted, earlier } of rows) {
    it(name, () => {
      const recent =
        earlier === undefined
          ? []
          : [
              {
                atMs: startMs - minuteMs / 2,
                from: earlier[0],
                to: earlier[1],
                urgency: 'low',
              } as const,
            ];
      const context = contextOf({
        policy: policyOf({ limits: { out: limits, in: limits } }),
        view: viewOf(current),
        state: stateOf({ recent }),
      });
      const result = limit(proposalOf(asked), context);
      expect(result.desired).toBe(granted);
      expect(result.reasons.length).toBe(asked === granted ? 0 : 1);
    });
  }

  const heldAfter = (limits: Limits): unknown => {
    const recent = [{ atMs: startMs - minuteMs / 2, from: 10, to: 9, urgency: 'low' } as const];
    const context = contextOf({
      policy: policyOf({ limits: { out: limits, in: limits } }),
      view: viewOf(9),
      state: stateOf({ recent }),
    });
    return limit(proposalOf(8), context).reasons;
  };

  it('say when the next task may go, which is when the last one leaves its period', () => {
    const untilMs = startMs + minuteMs / 2;
    expect(heldAfter(max(tasks(1)))).toMatchObject([{ granted: 9, untilMs }]);
    expect(heldAfter(min(tasks(1), tasks(1, 300)))).toMatchObject([
      { granted: 9, untilMs: startMs + 4.5 * minuteMs },
    ]);
  });

  it('say no moment where none comes by itself', () => {
    expect(heldAfter({ select: 'disabled', policies: [tasks(1)] })).toMatchObject([
      { granted: 9, untilMs: null },
    ]);
  });
});
