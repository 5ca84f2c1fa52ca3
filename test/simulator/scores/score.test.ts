import { describe, expect, test } from 'vitest';
import { scoreOf } from '#simulator/scores/score.ts';
import { scoredMinutes } from '#simulator/scores/scored.ts';
import type { Outcome } from '#simulator/trial/outcome.ts';
import { usualPlant } from '#simulator/trial/setup.ts';

const startMs = Date.UTC(2026, 10, 2);

/** One task carries 90 a second. Ten minutes, of which the first, and the sixth, do not count. */
const outcome: Outcome = {
  startMs,
  plant: usualPlant,
  work: 'requests',
  running: [2, 2, 2, 2, 2, 2, 4, 4, 3, 3],
  pending: [0, 0, 0, 2, 2, 2, 0, 0, 0, 0],
  desired: [2, 2, 2, 4, 4, 4, 4, 4, 3, 3],
  duePerSecond: [180, 180, 180, 270, 360, 360, 360, 270, 270, 0],
  utilisation: [0.9, 0.9, 0.9, 1.35, 1.8, 1.8, 0.9, 0.675, 0.9, 0],
  scored: [false, true, true, true, true, false, true, true, true, true],
  actions: [
    { atMs: startMs, from: 1, to: 2 },
    { atMs: startMs + 3 * 60_000, from: 2, to: 4 },
    { atMs: startMs + 8 * 60_000, from: 4, to: 3 },
  ],
};

const score = scoreOf({ name: 'flyball', settings: { target: 60 } }, outcome);

describe('a score', () => {
  test('counts only minutes that count', () => {
    const minutes = scoredMinutes(outcome);
    expect(minutes.map(({ demand }) => demand)).toEqual([2, 2, 3, 4, 4, 3, 3, 0]);
    expect(minutes.map(({ follows }) => follows)).toEqual([
      false,
      true,
      true,
      true,
      false,
      true,
      true,
      true,
    ]);
    expect(score.scoredHours).toBeCloseTo(8 / 60);
  });

  test('is what the definitions come to', () => {
    expect(score).toMatchObject({
      name: 'flyball',
      settings: { target: 60 },
      violatedPct: 25,
      tauU: 25,
      tauO: 25,
      scaleOuts: 1,
      scaleIns: 1,
      reactionSeconds: null,
      readDollars: null,
      recovery: { episodes: 1, medianSeconds: 120, longestSeconds: 120 },
    });
    expect(score.thetaU).toBeCloseTo((100 * (1 / 3 + 2 / 4)) / 8);
    expect(score.thetaO).toBeCloseTo((100 * (1 / 3 + 3)) / 8);
    expect(score.actionsPerDay).toBeCloseTo((2 * 1440) / 8);
  });

  test('pays for tasks that are starting', () => {
    // 2, 2, 2 + 2, 2 + 2, 4, 4, 3 and 3 tasks for a minute each.
    expect(score.taskHours).toBeCloseTo(26 / 60);
    expect(score.dollars).toBeCloseTo((26 / 60) * (0.04048 + 2 * 0.004445));
  });

  test('costs what the prices say', () => {
    const price = { vcpu: 0.5, memoryGb: 4, dollarsPerVcpuHour: 2, dollarsPerGbHour: 0.25 };
    expect(scoreOf({ name: 'flyball', settings: {} }, outcome, price).dollars).toBeCloseTo(
      (26 / 60) * 2,
    );
  });
});

test('demand that is a whole number of tasks is not rounded up by an arithmetic speck', () => {
  const speck = { ...outcome, duePerSecond: outcome.duePerSecond.map((due) => due * (1 + 1e-9)) };
  expect(scoredMinutes(speck).map(({ demand }) => demand)).toEqual([2, 2, 3, 4, 4, 3, 3, 0]);
});
