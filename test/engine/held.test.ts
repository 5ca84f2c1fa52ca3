import { describe, expect, it } from 'vitest';
import { withHeld } from '#engine/held.ts';
import type { Reading } from '#engine/model.ts';
import type { Held } from '#engine/state.ts';
import { minuteMs, policyOf, ruleDefaults, startMs } from './support.ts';

const policy = policyOf({
  stabilizeSeconds: { out: 0, in: 300 },
  staleAfterSeconds: 0,
  rules: [
    {
      ...ruleDefaults,
      kind: 'backlog',
      name: 'backlog',
      signal: 'queueDepth',
      perTask: 50,
      learn: null,
    },
  ],
});

const at = (minutesAgo: number, value: number): Held => ({
  atMs: startMs - minutesAgo * minuteMs,
  value,
});

const now = (value: number): Reading => ({ kind: 'series', points: [at(0, value)] });

const look = (held: readonly Held[], reading: Reading) =>
  withHeld(policy, { queueDepth: reading }, { queueDepth: held }, startMs);

const seen = (held: readonly Held[], reading: Reading) => {
  const { queueDepth } = look(held, reading).readings;
  return queueDepth?.kind === 'series'
    ? queueDepth.points.map(({ atMs, value }) => [(startMs - atMs) / minuteMs, value])
    : queueDepth?.kind;
};

describe('the past of a queue that is read directly', () => {
  it('begins with the first look', () => {
    const { held, readings } = look([], now(7));
    expect(held).toEqual({ queueDepth: [at(0, 7)] });
    expect(readings['queueDepth']).toEqual(now(7));
  });

  it('remembers changes only', () => {
    const before = [at(3, 7)];
    expect(look(before, now(7)).held).toEqual({ queueDepth: before });
    expect(look(before, now(8)).held).toEqual({ queueDepth: [...before, at(0, 8)] });
  });

  it('counts a value for every minute that it stood', () => {
    expect(seen([at(5, 7), at(2, 9)], now(1))).toEqual([
      [5, 7],
      [4, 7],
      [3, 7],
      [2, 9],
      [1, 9],
      [0, 1],
    ]);
  });

  it('keeps the one that stood when the window began, and forgets those before', () => {
    const { held } = look([at(60, 1), at(50, 2), at(2, 3)], now(3));
    expect(held).toEqual({ queueDepth: [at(50, 2), at(2, 3)] });
  });

  it('fills a long silence no further back than it looks', () => {
    const points = seen([at(5000, 7)], now(7));
    // Five minutes of window and one of grace, the old entry and the newest look.
    expect(points).toHaveLength(8);
  });

  it('says nothing while the queue cannot be read, and forgets nothing', () => {
    const failed: Reading = { kind: 'failed', cause: 'throttled' };
    expect(seen([at(3, 7)], failed)).toBe('failed');
    expect(look([at(3, 7)], failed).held).toEqual({ queueDepth: [at(3, 7)] });
  });

  it('keeps at most 120 changes', () => {
    const many = Array.from({ length: 200 }, (_, index) => ({
      atMs: startMs - (200 - index) * 1000,
      value: index,
    }));
    expect(look(many, now(-1)).held['queueDepth']).toHaveLength(120);
  });

  it('looks back as far as the rule that looks back furthest', () => {
    const surge = {
      ...ruleDefaults,
      kind: 'surge',
      name: 'surge',
      signal: 'queueDepth',
      factor: 2,
      withinSeconds: 1800,
      atLeast: 0,
      adjust: { kind: 'add', tasks: 1 },
    } as const;
    const readings = { queueDepth: now(3) };
    const held = { queueDepth: [at(40, 1), at(25, 2)] };
    const result = withHeld({ ...policy, rules: [surge] }, readings, held, startMs);
    expect(result.held['queueDepth']).toEqual([at(40, 1), at(25, 2), at(0, 3)]);
  });

  it('does nothing for signals that have a past of their own', () => {
    const readings = { cpu: now(3) };
    const without = policyOf({ signals: { cpu: { kind: 'cpu' } } });
    expect(withHeld(without, readings, {}, startMs).readings).toBe(readings);
  });
});
