import { describe, expect, it } from 'vitest';
import { coolDown } from '#engine/cooldown.ts';
import type { Urgency } from '#engine/policy.ts';
import { contextOf, policyOf, proposalOf, startMs, stateOf, viewOf } from './support.ts';

type Change = readonly [secondsAgo: number, from: number, to: number];

type Row = {
  readonly name: string;
  readonly current: number;
  readonly asked: number;
  readonly urgency?: Urgency;
  readonly out?: Change;
  readonly in?: Change;
  readonly foreign?: Change;
  /** The wait between two scale-ins; 300 s unless it is said. */
  readonly cooldownIn?: number;
  readonly granted: number;
};

const action = (change: Change | undefined) =>
  change === undefined
    ? null
    : { atMs: startMs - change[0] * 1000, from: change[1], to: change[2], urgency: 'low' as const };

const rows: readonly Row[] = [
  { name: 'nothing happened yet', current: 4, asked: 6, granted: 6 },
  {
    name: 'out again within 300 s at low urgency',
    current: 6,
    asked: 8,
    out: [299, 4, 6],
    granted: 6,
  },
  { name: 'out again after 300 s', current: 6, asked: 8, out: [300, 4, 6], granted: 8 },
  {
    name: 'medium urgency waits 180 s',
    current: 6,
    asked: 8,
    urgency: 'medium',
    out: [179, 4, 6],
    granted: 6,
  },
  {
    name: 'medium urgency is through at 180 s',
    current: 6,
    asked: 8,
    urgency: 'medium',
    out: [180, 4, 6],
    granted: 8,
  },
  {
    name: 'high urgency waits 60 s',
    current: 6,
    asked: 8,
    urgency: 'high',
    out: [59, 4, 6],
    granted: 6,
  },
  {
    name: 'high urgency is through at 60 s',
    current: 6,
    asked: 8,
    urgency: 'high',
    out: [60, 4, 6],
    granted: 8,
  },
  { name: 'a larger scale-out breaks through', current: 6, asked: 9, out: [10, 4, 6], granted: 9 },
  { name: 'an equal one does not', current: 6, asked: 8, out: [10, 4, 6], granted: 6 },
  { name: 'in again within 300 s', current: 6, asked: 4, in: [299, 8, 6], granted: 6 },
  {
    name: 'a larger scale-in does not break through',
    current: 6,
    asked: 1,
    in: [10, 8, 6],
    granted: 6,
  },
  { name: 'in after out waits twice as long', current: 6, asked: 4, out: [599, 4, 6], granted: 6 },
  { name: 'in after out, 600 s later', current: 6, asked: 4, out: [600, 4, 6], granted: 4 },
  { name: 'out after in waits twice as long', current: 6, asked: 7, in: [599, 8, 6], granted: 6 },
  {
    name: 'out after in, larger than what was taken, goes at once',
    current: 6,
    asked: 9,
    in: [10, 8, 6],
    granted: 9,
  },
  { name: 'from zero nothing waits', current: 0, asked: 1, in: [10, 1, 0], granted: 1 },
  { name: 'a foreign change is respected', current: 6, asked: 9, foreign: [299, 4, 6], granted: 6 },
  {
    name: 'a foreign change is respected less long when it is urgent',
    current: 6,
    asked: 9,
    urgency: 'high',
    foreign: [60, 4, 6],
    granted: 9,
  },
  {
    name: 'a foreign change is respected against scale-in for the longer wait of the two',
    current: 6,
    asked: 4,
    cooldownIn: 60,
    foreign: [299, 4, 6],
    granted: 6,
  },
  {
    name: 'a foreign change is over after one cooldown',
    current: 6,
    asked: 9,
    foreign: [300, 4, 6],
    granted: 9,
  },
];

describe('cooldown', () => {
  for (const { name, current, asked, urgency = 'low', granted, foreign, ...changes } of rows) {
    const inwards = changes.cooldownIn ?? 300;
    it(name, () => {
      const context = contextOf({
        policy: policyOf({
          cooldownSeconds: {
            out: { low: 300, medium: 180, high: 60 },
            in: { low: inwards, medium: 60, high: 60 },
          },
        }),
        view: viewOf(current),
        state: stateOf({
          lastOut: action(changes.out),
          lastIn: action(changes.in),
          foreign: action(foreign),
        }),
      });
      expect(coolDown(proposalOf(asked, { urgency }), context).desired).toBe(granted);
    });
  }

  it('leaves a count outside the bounds alone while it is respected', () => {
    const state = stateOf({ foreign: { atMs: startMs - 10_000, from: 4, to: 0 } });
    const context = contextOf({ policy: policyOf({ min: 2 }), view: viewOf(0), state });
    expect(coolDown(proposalOf(0), context)).toMatchObject({ desired: 0, frozen: true });
  });
});
