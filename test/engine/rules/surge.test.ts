import { describe, expect, it } from 'vitest';
import type { Context, Point, Reading } from '#engine/model.ts';
import type { SurgeRule } from '#engine/policy.ts';
import { latestOf } from '#engine/rules/answer.ts';
import { answerOf } from '#engine/rules/index.ts';
import type { Action } from '#engine/state.ts';
import {
  bare,
  contextOf,
  minuteMs,
  policyOf,
  ruleDefaults,
  startMs,
  stateOf,
  viewOf,
} from '../support.ts';
import { play } from '../timeline.ts';

const rule: SurgeRule = {
  ...ruleDefaults,
  kind: 'surge',
  name: 'surge',
  signal: 'requests',
  factor: 2,
  withinSeconds: 300,
  atLeast: 100,
  adjust: { kind: 'add', tasks: 4 },
};

/** One point a minute; the newest is as old as metrics are. */
const requests = (values: readonly number[], newestMinutesAgo = 1): Reading => ({
  kind: 'series',
  points: values.map(
    (value, index): Point => ({
      atMs: startMs - (values.length - 1 - index + newestMinutesAgo) * minuteMs,
      value,
    }),
  ),
});

const raise = (minutesAgo: number, from: number, to: number): Action => ({
  atMs: startMs - minutesAgo * minuteMs,
  from,
  to,
  urgency: 'high',
});

const ask = (values: readonly number[], changes: Partial<Context> = {}, of: SurgeRule = rule) =>
  answerOf(of, contextOf({ readings: { requests: requests(values) }, ...changes })).opinion;

const wantOf = (...asked: Parameters<typeof ask>): number | string => {
  const opinion = ask(...asked);
  return opinion.kind === 'want' ? latestOf(opinion.wishes).want : opinion.kind;
};

describe('surge', () => {
  const rows: readonly (readonly [
    name: string,
    values: readonly number[],
    want: number | string,
  ])[] = [
    ['a calm signal', [100, 100, 100], 'abstain'],
    ['not quite double', [100, 100, 199], 'abstain'],
    ['double within a minute', [100, 100, 200], 8],
    ['double in small steps', [100, 120, 150, 180, 200], 8],
    ['double, but longer ago than the window', [100, 150, 150, 150, 150, 150, 150, 200], 'abstain'],
    ['double since the moment the window began', [100, 150, 150, 150, 150, 200], 8],
    ['much of next to nothing', [10, 99], 'abstain'],
    ['from nothing at all', [0, 100], 8],
    ['a first point has nothing to be compared with', [500], 'abstain'],
    ['growth that is over', [100, 300, 150], 'abstain'],
  ];
  for (const [name, values, want] of rows) {
    it(`${name}: ${values.join(' ')}`, () => expect(wantOf(values)).toBe(want));
  }

  it('multiplies, rounded up, by at least one task', () => {
    const times = (factor: number): SurgeRule => ({ ...rule, adjust: { kind: 'times', factor } });
    expect(wantOf([100, 200], { view: viewOf(5) }, times(1.5))).toBe(8);
    expect(wantOf([100, 200], { view: viewOf(5) }, times(2))).toBe(10);
    expect(wantOf([100, 200], { view: viewOf(5) }, times(1.1))).toBe(6);
    expect(wantOf([100, 200], { view: viewOf(0) }, times(2))).toBe(1);
  });

  it('is urgent, has no dead band and lowers nothing', () => {
    expect(ask([100, 200])).toMatchObject({ urgency: 'high', tolerant: false, surging: true });
  });

  it('says what grew from what to what', () => {
    const context = contextOf({ readings: { requests: requests([100, 90, 300]) } });
    expect(answerOf(rule, context).reasons).toEqual([
      {
        kind: 'surge',
        rule: 'surge',
        signal: 'requests',
        from: 90,
        to: 300,
        factor: 2,
        withinSeconds: 300,
        want: 8,
      },
    ]);
  });

  it('holds scale-in without data', () => {
    expect(answerOf(rule, contextOf()).opinion.kind).toBe('hold');
  });
});

describe('a surge that was answered', () => {
  const eight = viewOf(8);
  const on8 = (values: readonly number[], ...recent: readonly Action[]) =>
    wantOf(values, { view: eight, state: stateOf({ recent }) });

  it('wants the same total on the next tick, not as much again', () => {
    expect(on8([100, 200, 200], raise(1, 4, 8))).toBe(8);
    expect(on8([100, 200, 200, 200], raise(2, 4, 8))).toBe(8);
  });

  it('wants the rest where less was granted', () => {
    expect(
      wantOf([100, 200, 200], { view: viewOf(6), state: stateOf({ recent: [raise(1, 4, 6)] }) }),
    ).toBe(8);
  });

  it('counts what another rule added for the same growth', () => {
    expect(on8([100, 200, 200], raise(1, 4, 7), raise(0.5, 7, 8))).toBe(8);
  });

  it('counts what a person added', () => {
    const foreign = { atMs: startMs - minuteMs, from: 4, to: 8 };
    expect(wantOf([100, 200, 200], { view: eight, state: stateOf({ foreign }) })).toBe(8);
  });

  it('does not count a raise from before it began', () => {
    expect(on8([100, 100, 100, 200], raise(3, 4, 8))).toBe(12);
  });

  it('does not count what was taken away meanwhile', () => {
    expect(on8([100, 200, 200], raise(1, 9, 8))).toBe(12);
  });

  it('answers a second doubling anew', () => {
    // 100 → 200 was answered three minutes ago; 210 → 420 came after that.
    expect(on8([100, 200, 205, 210, 420], raise(3, 4, 8))).toBe(12);
  });

  it('raises no more once its beginning is out of memory, and still holds', () => {
    const slow: SurgeRule = { ...rule, withinSeconds: 3600 };
    const values = [100, ...Array.from({ length: 40 }, () => 200)];
    expect(wantOf(values, { view: eight }, slow)).toBe(8);
  });

  it('asks once while a queue, read this very second, goes on being twice as long', () => {
    const queued: SurgeRule = { ...rule, signal: 'queueDepth' };
    const { counts } = play({
      policy: policyOf({ ...bare, rules: [queued], min: 1 }),
      desired: 4,
      signal: 'queueDepth',
      load: [100, 100, 200, 200, 200, 200, 200, 200, 200, 200],
    });
    expect(counts).toEqual([4, 4, 8, 8, 8, 8, 8, 8, 8, 8]);
  });
});
