/** What is remembered of a service, and when that may be gone by. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restingSight } from '#engine/looks/rest.ts';
import { isSameSight, sightOf, viewFrom } from '#engine/looks/sight.ts';
import type { ServiceView } from '#engine/model.ts';
import { settle } from '#engine/settle.ts';
import type { ServiceState } from '#engine/state.ts';
import { startMs, stateOf, viewOf } from '../support.ts';

const sight = { desired: 4, failedTasks: 0, targetGroupArns: [], tags: {} };
const calm = stateOf({ knownDesired: 4, sight });

describe('a sight', () => {
  const unsettled: readonly (readonly [string, Partial<ServiceView>])[] = [
    ['tasks are missing', { running: 3 }],
    ['tasks are too many', { running: 5 }],
    ['tasks are pending', { pending: 1 }],
    ['a rollout is under way', { rollout: 'in-progress' }],
  ];
  it.each(unsettled)('is not remembered while %s', (_, changes) => {
    expect(sightOf(viewOf(4, changes))).toBeNull();
  });

  it('says what ECS said, but for the tags of others', () => {
    const tags = { team: 'shop', 'flyball:min': '2', 'flyball:enabled': 'true' };
    const view = viewOf(4, { failedTasks: 1, targetGroupArns: ['tg'], tags });
    const seen = sightOf(view);
    if (seen === null) throw new Error('it is settled');
    const own = { 'flyball:enabled': 'true', 'flyball:min': '2' };
    expect(viewFrom(view.id, seen)).toEqual({ ...view, tags: own });
  });

  it('is the same whatever the order of its tags', () => {
    const one = { ...sight, tags: { 'flyball:min': '1', 'flyball:max': '9' } };
    const other = { ...sight, tags: { 'flyball:max': '9', 'flyball:min': '1' } };
    expect(isSameSight(one, other)).toBe(true);
    expect(isSameSight(one, { ...one, failedTasks: 1 })).toBe(false);
    expect(isSameSight(one, null)).toBe(false);
    expect(isSameSight(null, null)).toBe(true);
  });
});

describe('a service at rest', () => {
  it('may be gone by what is remembered of it', () => {
    expect(restingSight(calm, startMs)).toBe(sight);
  });

  const action = { atMs: startMs - 60_000, from: 3, to: 4, urgency: 'low' } as const;
  const moving: readonly (readonly [string, Partial<ServiceState>])[] = [
    ['that nobody has seen at rest', { sight: null }],
    ['that was about to be changed', { intent: { ...action, mode: 'act' } }],
    ['that was just scaled out', { lastOut: action }],
    ['that was just scaled in', { lastIn: action }],
    ['that somebody just changed', { foreign: { atMs: startMs - 60_000, from: 3, to: 4 } }],
    ['that was first seen just now', { firstSeenMs: startMs - 60_000 }],
    ['whose count is known to be another', { knownDesired: 5 }],
    ['that lost a change', { strikes: { ...calm.strikes, lostActions: 1 } }],
    [
      'whose breaker is not closed',
      { breaker: { kind: 'half-open', cause: 'actuation', sinceMs: 1, openSeconds: 60 } },
    ],
  ];
  it.each(moving)('is not one %s', (_, changes) => {
    expect(restingSight({ ...calm, ...changes }, startMs)).toBeNull();
  });

  it('is one that an observer would change', () => {
    const intent = { ...action, mode: 'observe' } as const;
    expect(restingSight({ ...calm, intent }, startMs)).toBe(sight);
  });

  it('is nothing new, however often it is looked at by memory', () => {
    fc.assert(
      fc.property(fc.nat({ max: 500 }), fc.nat({ max: 3_600_000 }), (desired, afterMs) => {
        const seen = { ...sight, desired };
        const losses = { running: desired, recent: [] };
        const state = stateOf({ knownDesired: desired, sight: seen, losses });
        const settled = settle(state, viewFrom(viewOf(0).id, seen), startMs + afterMs);
        expect(settled).toEqual({ state, events: [] });
      }),
    );
  });
});
