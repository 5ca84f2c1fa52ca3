import { describe, expect, it } from 'vitest';
import type { EngineEvent } from '#engine/model.ts';
import type { Strikes } from '#engine/state.ts';
import { countStrikes, noStrikes } from '#engine/strikes.ts';
import { minuteMs, startMs, viewOf } from './support.ts';

const confirmed = (from: number, to: number): EngineEvent => ({
  kind: 'action-confirmed',
  from,
  to,
});
const lost: EngineEvent = { kind: 'action-lost', from: 4, to: 6 };

const struck: Strikes = {
  lostActions: 2,
  fruitlessRaises: 1,
  raisedSinceMs: startMs - minuteMs,
  runningAtRaise: 4,
};

type Row = {
  readonly name: string;
  readonly before: Strikes;
  readonly events: readonly EngineEvent[];
  readonly running: number;
  readonly after: Partial<Strikes>;
};

const rows: readonly Row[] = [
  {
    name: 'a lost change is one strike more',
    before: struck,
    events: [lost],
    running: 4,
    after: { lostActions: 3, fruitlessRaises: 1 },
  },
  {
    name: 'a raise without effect is a strike, from now on',
    before: noStrikes,
    events: [confirmed(4, 6)],
    running: 4,
    after: { lostActions: 0, fruitlessRaises: 1, raisedSinceMs: startMs, runningAtRaise: 4 },
  },
  {
    name: 'a further raise keeps the time and the count of the first',
    before: struck,
    events: [confirmed(6, 8)],
    running: 4,
    after: {
      lostActions: 0,
      fruitlessRaises: 2,
      raisedSinceMs: startMs - minuteMs,
      runningAtRaise: 4,
    },
  },
  {
    name: 'a raise whose tasks run already is none',
    before: noStrikes,
    events: [confirmed(4, 6)],
    running: 6,
    after: noStrikes,
  },
  {
    name: 'one task more forgives all raises',
    before: struck,
    events: [],
    running: 5,
    after: { lostActions: 2, fruitlessRaises: 0, raisedSinceMs: 0 },
  },
  {
    name: 'one task more forgives raises before the next is counted',
    before: struck,
    events: [confirmed(6, 8)],
    running: 5,
    after: { fruitlessRaises: 1, raisedSinceMs: startMs, runningAtRaise: 5 },
  },
  { name: 'fewer tasks forgive nothing', before: struck, events: [], running: 3, after: struck },
  {
    name: 'a change that was carried out forgives the lost ones',
    before: struck,
    events: [confirmed(6, 4)],
    running: 4,
    after: noStrikes,
  },
  {
    name: 'a foreign change is no strike',
    before: noStrikes,
    events: [{ kind: 'foreign-change', from: 4, to: 9 }],
    running: 4,
    after: noStrikes,
  },
];

describe('strikes', () => {
  for (const { name, before, events, running, after } of rows) {
    it(name, () => {
      expect(countStrikes(before, events, viewOf(6, { running }), startMs)).toMatchObject(after);
    });
  }

  it('stay the very same while nothing happens, so that quiet services write nothing', () => {
    expect(countStrikes(struck, [], viewOf(6, { running: 4 }), startMs)).toBe(struck);
  });
});
