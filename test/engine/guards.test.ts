import { describe, expect, it } from 'vitest';
import { guard } from '#engine/guards.ts';
import type { Context, Opinion } from '#engine/model.ts';
import {
  contextOf,
  minuteMs,
  policyOf,
  proposalOf,
  seriesOf,
  startMs,
  stateOf,
  viewOf,
} from './support.ts';

const wishes = Array.from({ length: 10 }, (_, index) => ({
  atMs: startMs - (10 - index) * minuteMs,
  want: 2,
  exact: 2,
}));

const changedMinutesAgo = (minutes: number) =>
  stateOf({ lastOut: { atMs: startMs - minutes * minuteMs, from: 4, to: 8, urgency: 'low' } });

const after = (context: Partial<Context>, opinions: readonly Opinion[] = []) =>
  guard(proposalOf(2, { wishes, opinions }), contextOf({ view: viewOf(8), ...context }));

const opinion = (exacts: readonly number[], surging = false): Opinion => {
  const [first, ...rest] = exacts.map((exact, index) => ({
    atMs: startMs - (exacts.length - index) * minuteMs,
    want: Math.ceil(exact),
    exact,
  }));
  if (first === undefined) throw new Error('an opinion has a wish');
  return {
    kind: 'want',
    rule: 'track cpu',
    wishes: [first, ...rest],
    urgency: 'low',
    tolerant: true,
    surging,
  };
};

type Row = {
  readonly name: string;
  readonly context: Partial<Context>;
  readonly opinions?: readonly Opinion[];
  readonly granted: number;
  readonly guards: readonly string[];
};

const collapse = policyOf({ collapse: { toRatio: 0.4, withinSeconds: 300, holdSeconds: 600 } });

const rows: readonly Row[] = [
  { name: 'nothing in the way', context: {}, granted: 2, guards: [] },
  {
    name: 'a rollout',
    context: { view: viewOf(8, { rollout: 'in-progress' }) },
    granted: 8,
    guards: ['rollout'],
  },
  {
    name: 'tasks still starting',
    context: { view: viewOf(8, { running: 5, pending: 3 }), state: changedMinutesAgo(2) },
    granted: 8,
    guards: ['unconverged'],
  },
  {
    name: 'tasks that cannot be placed are given up in the end, running ones are not',
    context: { view: viewOf(8, { running: 5, pending: 3 }), state: changedMinutesAgo(11) },
    granted: 5,
    guards: ['unconverged'],
  },
  {
    name: 'tasks that cannot be placed are not given up while the others are at their ceiling',
    context: {
      view: viewOf(8, { running: 2, pending: 0 }),
      state: changedMinutesAgo(11),
      readings: { cpu: seriesOf([60, 95]) },
    },
    granted: 8,
    guards: ['saturated'],
  },
  {
    name: 'a ceiling that was left does not keep them',
    context: {
      view: viewOf(8, { running: 5, pending: 3 }),
      state: changedMinutesAgo(11),
      readings: { cpu: seriesOf([95, 60]) },
    },
    granted: 5,
    guards: ['unconverged'],
  },
  {
    name: 'tasks still leaving',
    context: { view: viewOf(8, { running: 10 }), state: changedMinutesAgo(2) },
    granted: 8,
    guards: ['draining'],
  },
  {
    name: 'tasks that protect themselves do not hold the others for ever',
    context: { view: viewOf(8, { running: 10 }), state: changedMinutesAgo(11) },
    granted: 2,
    guards: [],
  },
  {
    name: 'a service seen for the first time a minute ago',
    context: { state: stateOf({ firstSeenMs: startMs - minuteMs }) },
    granted: 8,
    guards: ['first-sight'],
  },
  {
    name: 'a window that is not yet full',
    context: { policy: policyOf({ stabilizeSeconds: { out: 0, in: 1200 } }) },
    granted: 8,
    guards: ['short-history'],
  },
  {
    name: 'demand that collapsed',
    context: { policy: collapse },
    opinions: [opinion([8, 8, 8, 2, 2])],
    granted: 8,
    guards: ['collapse'],
  },
  {
    name: 'demand that fell, but not so far',
    context: { policy: collapse },
    opinions: [opinion([8, 8, 8, 4, 4])],
    granted: 2,
    guards: [],
  },
  {
    name: 'a collapse of next to nothing',
    context: { policy: collapse },
    opinions: [opinion([1.5, 0.2, 0.2])],
    granted: 2,
    guards: [],
  },
  {
    name: 'a collapse longer ago than it is held for',
    context: { policy: collapse },
    opinions: [opinion([8, ...Array.from({ length: 20 }, () => 2)])],
    granted: 2,
    guards: [],
  },
  {
    name: 'a surge',
    context: {},
    opinions: [opinion([8], true)],
    granted: 8,
    guards: ['surge'],
  },
];

describe('guards', () => {
  for (const { name, context, opinions, granted, guards } of rows) {
    it(name, () => {
      const result = after(context, opinions);
      expect(result.desired).toBe(granted);
      expect(result.reasons.map((reason) => 'guard' in reason && reason.guard)).toEqual(guards);
    });
  }

  it('hold no scale-out', () => {
    const context = contextOf({ view: viewOf(8, { rollout: 'in-progress', running: 5 }) });
    expect(guard(proposalOf(12), context).desired).toBe(12);
  });
});
