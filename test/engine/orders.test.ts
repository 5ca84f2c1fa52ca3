import { describe, expect, it } from 'vitest';
import { decide } from '#engine/decide.ts';
import { explain } from '#engine/explain.ts';
import { followOrders } from '#engine/orders.ts';
import type { Override, OverrideOrder } from '#engine/override.ts';
import { isInForce } from '#engine/override.ts';
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

type Scope = Override['scope'];

const given = (order: OverrideOrder, scope: Scope = 'service'): Override => ({
  order,
  scope,
  setAtMs: startMs - minuteMs,
  expiresAtMs: startMs + 30 * minuteMs,
  who: 'ada',
  why: 'launch',
});

const pin = (tasks: number, scope: Scope = 'service') => given({ kind: 'pin', tasks }, scope);
const freeze = (scope: Scope = 'service') => given({ kind: 'freeze' }, scope);
const pauseIn = (scope: Scope = 'service') => given({ kind: 'pause-in' }, scope);
const pauseOut = (scope: Scope = 'service') => given({ kind: 'pause-out' }, scope);

type Row = readonly [
  name: string,
  overrides: readonly Override[],
  asked: number,
  granted: number,
  frozen: boolean,
];

// The count is 8.
const rows: readonly Row[] = [
  ['no orders', [], 12, 12, false],
  ['a pin sets the count up', [pin(20)], 3, 20, true],
  ['a pin sets the count down', [pin(1)], 12, 1, true],
  ['a freeze leaves the count alone', [freeze()], 12, 8, true],
  ['a pause of scale-in holds it', [pauseIn()], 3, 8, false],
  ['a pause of scale-in lets scale-out through', [pauseIn()], 12, 12, false],
  ['a pause of scale-out holds it', [pauseOut()], 12, 8, false],
  ['a pause of scale-out lets scale-in through', [pauseOut()], 3, 3, false],
  ['both pauses', [pauseIn(), pauseOut()], 12, 8, false],
  ['a freeze beats a pin of the same scope', [pin(20), freeze()], 12, 8, true],
  ['a pin beats a pause of the same scope', [pin(3), pauseIn()], 12, 3, true],
  ['a pin of the service beats a freeze of its group', [pin(20), freeze('group')], 12, 20, true],
  [
    'a pin of the group beats a freeze of the fleet',
    [pin(20, 'group'), freeze('fleet')],
    12,
    20,
    true,
  ],
  ['a freeze of the fleet stands alone', [freeze('fleet')], 12, 8, true],
  [
    'floor, ceiling and reset are not for this step',
    [
      given({ kind: 'floor', tasks: 20 }),
      given({ kind: 'ceiling', tasks: 2 }),
      given({ kind: 'reset-breaker' }),
    ],
    12,
    12,
    false,
  ],
];

describe('orders', () => {
  for (const [name, overrides, asked, granted, frozen] of rows) {
    it(name, () => {
      const context = contextOf({ view: viewOf(8), overrides });
      expect(followOrders(proposalOf(asked), context)).toMatchObject({ desired: granted, frozen });
      const reversed = contextOf({ view: viewOf(8), overrides: overrides.toReversed() });
      expect(followOrders(proposalOf(asked), reversed).desired).toBe(granted);
    });
  }

  it('say who ordered what for whom, why, and until when', () => {
    const context = contextOf({ view: viewOf(8), overrides: [pin(20, 'group')] });
    expect(followOrders(proposalOf(3), context).reasons).toEqual([
      {
        kind: 'ordered',
        order: 'pin',
        scope: 'group',
        who: 'ada',
        why: 'launch',
        asked: 3,
        granted: 20,
        untilMs: startMs + 30 * minuteMs,
      },
    ]);
  });

  it('are in force from five minutes before they were given, by a clock that is ahead, to just before they end', () => {
    const order = freeze();
    const inForce = [
      order.setAtMs - 5 * minuteMs - 1,
      order.setAtMs - 5 * minuteMs,
      order.expiresAtMs - 1,
      order.expiresAtMs,
    ].map((nowMs) => isInForce(order, nowMs));
    expect(inForce).toEqual([false, true, true, false]);
  });

  it('go beyond the maximum when they pin, and are explained', () => {
    const { decision } = decide({
      policy: policyOf({ max: 10 }),
      observation: { view: viewOf(4), readings: { cpu: seriesOf([50], 4) } },
      state: stateOf(),
      overrides: [pin(25)],
      windows: [],
      nowMs: startMs,
    });
    expect(decision.to).toBe(25);
    expect(explain(decision)).toBe(
      'Scale out from 4 to 25: track cpu: cpu 50 over 4 tasks, target 50 needs 4, so 4 tasks; ada ordered pin for the service (launch), so 25 instead of 4 for 30 min more.',
    );
  });
});

describe('a count that someone has just set elsewhere', () => {
  const countAfter = (overrides: readonly Override[]): number =>
    decide({
      policy: policyOf(),
      observation: { view: viewOf(2), readings: { cpu: seriesOf([80, 80, 80, 80, 80, 80], 2) } },
      state: stateOf({ knownDesired: 8 }),
      overrides,
      windows: [],
      nowMs: startMs,
    }).decision.to;

  it('stands while no order is against it', () => {
    expect(countAfter([])).toBe(2);
    expect(countAfter([given({ kind: 'floor', tasks: 2 })])).toBe(2);
    expect(countAfter([given({ kind: 'ceiling', tasks: 2 })])).toBe(2);
  });

  it('gives way to a floor or a ceiling, which were promised for the next tick', () => {
    expect(countAfter([given({ kind: 'floor', tasks: 6 })])).toBe(6);
    expect(countAfter([given({ kind: 'ceiling', tasks: 1 })])).toBe(1);
  });
});
