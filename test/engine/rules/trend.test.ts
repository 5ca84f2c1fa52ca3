import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Wish } from '#engine/model.ts';
import type { TrackRule } from '#engine/policy.ts';
import { latestOf } from '#engine/rules/answer.ts';
import { answerOf } from '#engine/rules/index.ts';
import { noiseOf } from '#engine/rules/noise.ts';
import { growthAhead } from '#engine/rules/trend.ts';
import { contextOf, cpuTrack, minuteMs, policyOf, seriesOf, startMs, viewOf } from '../support.ts';

const trend = { overSeconds: 300, leadSeconds: 120 };

/** The newest point is that of the minute before last, as metrics are. */
const wishesOf = (values: readonly number[]): readonly Wish[] =>
  values.map((exact, index) => ({
    atMs: startMs - (values.length - index + 1) * minuteMs,
    exact,
    want: Math.ceil(exact),
  }));

const rising = (perMinute: number, from = 10): readonly number[] =>
  Array.from({ length: 16 }, (_, minute) => from + perMinute * minute);

const growth = (values: readonly number[], noise = 0): number =>
  growthAhead(wishesOf(values), trend, noise, startMs);

describe('growth', () => {
  it('goes on as it was from the middle of the newest minute until new tasks run: 90 s and 120 s', () => {
    expect(growth(rising(1))).toBeCloseTo(3.5);
    expect(growth(rising(0.2))).toBeCloseTo(0.7);
  });

  it('is none where demand is steady, falls, or rises by less than a hundredth of a task', () => {
    expect(growth(rising(0))).toBe(0);
    expect(growth(rising(-1, 30))).toBe(0);
    expect(growth(rising(0.001))).toBe(0);
  });

  it('looks at the last five minutes only', () => {
    expect(growth([...rising(3), 50, 50, 50, 50, 50, 50])).toBe(0);
  });

  it('counts as far as it is beyond chance: six points a minute apart spread √63,000, about 251 s', () => {
    // One task a minute is 0.016667 a second; three errors of 0.5 ÷ 251 are 0.005976.
    expect(growth(rising(1), 0.5)).toBeCloseTo((0.0166667 - 0.005976) * 210, 2);
    expect(growth(rising(1), 2)).toBe(0);
  });

  it('ends with the rise: a step is not gone on with once it is made', () => {
    const level = Array.from({ length: 10 }, () => 10);
    expect(growth([...level, 20])).toBeGreaterThan(0);
    expect(growth([...level, 20, 20])).toBe(0);
    expect(growth([...level, 20, 20, 20])).toBe(0);
  });

  it('is at most as much again, however far ahead one looks', () => {
    const farAhead = { overSeconds: 300, leadSeconds: 900 };
    const wishes = wishesOf([0, 0, 0, 1, 20, 40]);
    expect(growthAhead(wishes, farAhead, 0, startMs)).toBe(40);
  });

  it('is not told from fewer than four points', () => {
    expect(growth([1, 2, 3])).toBe(0);
    expect(growth([1, 2, 3, 4])).toBeCloseTo(3.5);
  });

  it('never is negative or endless, whatever the points', () => {
    const values = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 30 });
    fc.assert(
      fc.property(values, (series) => {
        const wishes = wishesOf(series);
        const ahead = growthAhead(wishes, trend, noiseOf(wishes)?.deviation ?? 0, startMs);
        expect(ahead).toBeGreaterThanOrEqual(0);
        expect(ahead).toBeLessThanOrEqual(series.at(-1) ?? 0);
      }),
    );
  });
});

describe('a track rule', () => {
  const foreseeing = { ...cpuTrack, saturation: null, trend, steady: true };
  const asked = (values: readonly number[], rule: TrackRule = foreseeing) => {
    const context = contextOf({
      policy: policyOf({ rules: [rule] }),
      readings: { cpu: seriesOf(values, 10) },
      view: viewOf(10),
    });
    const { opinion, reasons } = answerOf(rule, context);
    if (opinion.kind !== 'want') throw new Error(`expected a wish, got ${opinion.kind}`);
    return { exact: latestOf(opinion.wishes).exact, reason: reasons[0] };
  };

  it('asks for what a rise will have come to, and says so', () => {
    // 40 % to 47.5 % over 15 minutes is 0.1 tasks a minute; the newest point is a minute old: 30 s and 120 s.
    const values = Array.from({ length: 16 }, (_, minute) => 40 + minute * 0.5);
    const { exact, reason } = asked(values);
    expect(reason).toMatchObject({
      kind: 'wish',
      growth: expect.closeTo(0.25),
      steadiedFrom: null,
    });
    expect(exact).toBeCloseTo(9.5 + 0.25);
  });

  it('evens out what strays, and says what it was', () => {
    const values = Array.from({ length: 16 }, (_, minute) => (minute % 2 === 0 ? 45 : 55));
    const { exact, reason } = asked(values);
    expect(exact).toBeCloseTo(10);
    expect(reason).toMatchObject({ growth: 0, steadiedFrom: expect.closeTo(11) });
  });

  it('does not take the factor of a saturated signal for a rise', () => {
    // 80 % and then 95 %: 19 tasks by the load, 28.5 by the factor, and a rise of three tasks in the newest minute.
    const values = [...Array.from({ length: 15 }, () => 80), 95];
    const saturated = { ...foreseeing, saturation: { at: 90, factor: 1.5 }, steady: false };
    const { exact, reason } = asked(values, saturated);
    const plain = asked(values, { ...saturated, saturation: null });
    expect(exact).toBeGreaterThan(28.5);
    expect(exact).toBeLessThan(28.5 + 3.5 * 3);
    expect(plain.reason).toMatchObject({ kind: 'wish', growth: expect.any(Number) });
    expect(reason).toMatchObject({ saturationFactor: 1.5 });
    if (reason?.kind !== 'wish' || plain.reason?.kind !== 'wish') throw new Error('no wish');
    expect(reason.growth).toBeLessThanOrEqual(plain.reason.growth);
  });

  it('does not wait for five minutes where wild demand overruns the tasks for three', () => {
    const bursts = Array.from({ length: 18 }, (_, minute) => (minute % 4 === 0 ? 60 : 3));
    const overrun = { ...foreseeing, saturation: { at: 90, factor: 1.5 } };
    expect(asked([...bursts, 3, 95, 95], overrun).exact).toBeLessThan(1);
    expect(asked([...bursts, 95, 95, 95], overrun).exact).toBeGreaterThan(28);
  });

  it('takes a jump at once', () => {
    const values = [...Array.from({ length: 15 }, () => 50), 80];
    expect(asked(values).exact).toBeGreaterThanOrEqual(16);
    expect(asked(values).reason).toMatchObject({ steadiedFrom: null });
  });

  it('takes everything as it was measured while little is known, and where it is told to', () => {
    expect(asked([45, 55]).reason).toMatchObject({ growth: 0, steadiedFrom: null });
    const values = Array.from({ length: 16 }, (_, minute) => (minute % 2 === 0 ? 45 : 55));
    const plain = { ...foreseeing, steady: false };
    expect(asked(values, plain).exact).toBeCloseTo(11);
  });
});
