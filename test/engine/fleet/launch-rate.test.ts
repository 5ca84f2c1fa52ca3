import { describe, expect, it } from 'vitest';
import { limitLaunches } from '#engine/fleet/launch-rate.ts';
import { arbitrate } from '#engine/fleet.ts';
import { contender, countsOf } from './support.ts';

const fleet = [
  { name: 'a', from: 1, to: 8 },
  { name: 'b', from: 1, to: 6 },
  { name: 'c', from: 1, to: 4 },
  { name: 'd', from: 9, to: 2 },
].map(contender);

describe('the launch rate', () => {
  it('serves in order until it is used up', () => {
    expect(countsOf(limitLaunches(fleet, 10))).toEqual({ a: 8, b: 4, c: 1, d: 2 });
  });

  it('is no limit where there is enough', () => {
    expect(limitLaunches(fleet, 15)).toEqual(fleet);
  });

  it('says what was asked and what was granted', () => {
    const [, b] = limitLaunches(fleet, 10);
    expect(b?.decision.reasons).toEqual([
      { kind: 'launch-limited', maxStarts: 10, asked: 6, granted: 4 },
    ]);
  });

  it('is for those that act: an observer starts nothing and takes nothing', () => {
    const observer = contender({ name: 'o', from: 0, to: 50, policy: { mode: 'observe' } });
    expect(countsOf(limitLaunches([observer, ...fleet], 15))).toEqual({
      o: 50,
      a: 8,
      b: 6,
      c: 4,
      d: 2,
    });
  });

  it('is shown where everyone is only tried out', () => {
    const observers = fleet.map((each) => ({
      ...each,
      policy: { ...each.policy, mode: 'observe' } as const,
    }));
    expect(countsOf(limitLaunches(observers, 10))).toEqual({ a: 8, b: 4, c: 1, d: 2 });
  });

  it('goes to the urgent first', () => {
    const policy = {
      groups: {},
      blastGuard: { shareRatio: 1, minTasks: 0, blindRatio: 1 },
      maxStarts: 6,
    };
    const calm = contender({ name: 'calm', from: 0, to: 6 });
    const urgent = contender({ name: 'urgent', from: 0, to: 5, decision: { urgency: 'high' } });
    expect(countsOf(arbitrate([calm, urgent], policy, new Map()))).toEqual({ urgent: 5, calm: 1 });
  });
});
