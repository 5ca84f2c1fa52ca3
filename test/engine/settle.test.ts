import { describe, expect, it } from 'vitest';
import { intend } from '#engine/intend.ts';
import type { Decision } from '#engine/model.ts';
import { settle } from '#engine/settle.ts';
import { minuteMs, serviceId, startMs, stateOf, viewOf } from './support.ts';

const intent = {
  atMs: startMs - minuteMs,
  from: 4,
  to: 8,
  urgency: 'high',
  mode: 'act',
} as const;

const decision = (from: number, to: number): Decision => ({
  service: serviceId,
  atMs: startMs,
  from,
  to,
  asked: to,
  urgency: 'low',
  reasons: [],
  challenger: null,
});

describe('settle', () => {
  it('remembers the count it first saw', () => {
    const { state, events } = settle(null, viewOf(5), startMs);
    expect(state).toMatchObject({ firstSeenMs: startMs, knownDesired: 5, intent: null });
    expect(events).toEqual([{ kind: 'first-sight', desired: 5 }]);
  });

  it('counts an intent that was carried out, at the time it was intended', () => {
    const { state, events } = settle(stateOf({ intent }), viewOf(8), startMs);
    const action = { atMs: intent.atMs, from: 4, to: 8, urgency: 'high' };
    expect(state).toMatchObject({
      lastOut: action,
      recent: [action],
      intent: null,
      knownDesired: 8,
    });
    expect(events).toEqual([{ kind: 'action-confirmed', from: 4, to: 8 }]);
  });

  it('drops an intent that was not carried out, so that no cooldown comes of it', () => {
    const { state, events } = settle(stateOf({ intent }), viewOf(4), startMs);
    expect(state).toMatchObject({ lastOut: null, recent: [], intent: null, foreign: null });
    expect(events).toEqual([{ kind: 'action-lost', from: 4, to: 8 }]);
  });

  it('sees a foreign hand when the count is neither the old nor the intended one', () => {
    const { state, events } = settle(stateOf({ intent }), viewOf(6), startMs);
    expect(state).toMatchObject({ foreign: { atMs: startMs, from: 4, to: 6 }, knownDesired: 6 });
    expect(events.map(({ kind }) => kind)).toEqual(['action-lost', 'foreign-change']);
  });

  it('takes nothing from the intents of observe mode', () => {
    const losses = { running: 4, recent: [] };
    const observed = stateOf({ losses, intent: { ...intent, mode: 'observe' } });
    expect(settle(observed, viewOf(4), startMs)).toEqual({ state: observed, events: [] });
  });

  it('forgets changes older than half an hour, and keeps at most a hundred', () => {
    const old = { atMs: startMs - 31 * minuteMs, from: 1, to: 2, urgency: 'low' } as const;
    const fresh = { ...old, atMs: startMs - minuteMs };
    expect(settle(stateOf({ recent: [old, fresh] }), viewOf(4), startMs).state.recent).toEqual([
      fresh,
    ]);
    const full = stateOf({ intent, recent: Array.from({ length: 100 }, () => fresh) });
    expect(settle(full, viewOf(8), startMs).state.recent).toHaveLength(100);
  });
});

describe('intend', () => {
  it('keeps the time of an intent that stands already, so that it is not written again', () => {
    const before = stateOf({ intent: { ...intent, urgency: 'low', mode: 'observe' } });
    expect(intend(before, decision(4, 8), 'observe')).toBe(before);
  });

  it('clears the intent when there is nothing to do', () => {
    expect(intend(stateOf({ intent }), decision(4, 4), 'act').intent).toBeNull();
  });
});
