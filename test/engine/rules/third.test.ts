/** The newest 20 seconds beside minutes: who goes by them, and who does not. */
import { describe, expect, it } from 'vitest';
import type { Point, Reading } from '#engine/model.ts';
import type { Rule, TrackRule } from '#engine/policy.ts';
import { latestOf } from '#engine/rules/answer.ts';
import { answerOf } from '#engine/rules/index.ts';
import { contextOf, cpuTrack, minuteMs, policyOf, startMs } from '../support.ts';

const minutesOf = (values: readonly number[]): readonly Point[] =>
  values.map((value, index) => ({
    atMs: startMs - (values.length - index) * minuteMs,
    value,
    tasks: 4,
  }));

const newestOf = (value: number): Point => ({ atMs: startMs - 20_000, value, tasks: 4 });

const answer = (rule: Rule, values: readonly number[], newest?: Point) => {
  const points = minutesOf(values);
  const cpu: Reading =
    newest === undefined ? { kind: 'series', points } : { kind: 'series', points, newest };
  const policy = policyOf({ rules: [rule] });
  return answerOf(rule, contextOf({ policy, readings: { cpu }, nowMs: startMs })).opinion;
};

const wantOf = (rule: Rule, values: readonly number[], newest?: Point) => {
  const opinion = answer(rule, values, newest);
  if (opinion.kind !== 'want') throw new Error(`expected a wish, got ${opinion.kind}`);
  return latestOf(opinion.wishes);
};

const flat = (minutes: number): readonly number[] => Array.from({ length: minutes }, () => 50);

/** Up and down by five points of 50, minute by minute. */
const uneven = Array.from({ length: 20 }, (_, minute) => (minute % 2 === 0 ? 45 : 55));

const steady: TrackRule = { ...cpuTrack, steady: true };

describe('track', () => {
  it('goes by the newest 20 seconds, up and down', () => {
    expect(wantOf(cpuTrack, flat(5), newestOf(75))).toMatchObject({
      want: 6,
      atMs: startMs - 20_000,
    });
    expect(wantOf(cpuTrack, flat(5), newestOf(25)).want).toBe(2);
    expect(wantOf(cpuTrack, flat(5)).want).toBe(4);
  });

  it('takes a jump for a jump where demand has been even', () => {
    expect(wantOf(steady, flat(20), newestOf(75)).want).toBe(6);
  });

  it('evens out what 20 seconds may stray by, which is more than what a minute strays by', () => {
    const once = wantOf(steady, uneven, newestOf(65)).exact;
    expect(once).toBeLessThan((65 * 4) / 50);
    expect(once).toBeGreaterThan((55 * 4) / 50);
  });

  it('takes no 20 seconds for a change where bursts are usual', () => {
    const wild = Array.from({ length: 40 }, (_, minute) => (minute % 5 === 0 ? 90 : 2));
    expect(wantOf(steady, wild, newestOf(95)).want).toBe(wantOf(steady, wild).want);
  });

  it('is not moved by 20 seconds that are no number', () => {
    expect(wantOf(cpuTrack, flat(5), newestOf(Number.NaN)).want).toBe(4);
  });

  it('adds as much growth as there is still to come, which is less than from a minute that is older', () => {
    const rising = Array.from({ length: 20 }, (_, minute) => 20 + minute * 2);
    const trend = { overSeconds: 300, leadSeconds: 60 };
    const ahead: TrackRule = { ...cpuTrack, trend };
    const late = wantOf(ahead, rising).exact;
    const fresh = wantOf(ahead, rising, newestOf(60)).exact;
    // 2 points a minute over 4 tasks at a target of 50 are 0.16 tasks a minute.
    expect(late).toBeCloseTo((58 * 4) / 50 + 0.16 * 1.5, 1);
    expect(fresh).toBeCloseTo((60 * 4) / 50 + 0.16 * (1 + 10 / 60), 1);
  });
});

describe('rules that count minutes', () => {
  it('a ladder that needs three minutes of three is not satisfied by 20 seconds', () => {
    const step: Rule = {
      kind: 'step',
      name: 'step',
      signal: 'cpu',
      missing: cpuTrack.missing,
      activation: null,
      urgencyRatios: cpuTrack.urgencyRatios,
      evaluate: { breaching: 2, of: 3 },
      rungs: [{ from: 70, to: null, adjust: { kind: 'add', tasks: 2 } }],
    };
    expect(answer(step, [50, 50, 80], newestOf(90))).toEqual(answer(step, [50, 50, 80]));
  });
});
