import { describe, expect, it } from 'vitest';
import { score } from '#lib/forecast/score.ts';
import { dailyLoad, daySteps, noiseAt, series } from './support.ts';

describe('the score', () => {
  it('a rhythm with a random level of each day is met far better than as yesterday', () => {
    const trace = series(14 * daySteps, (step) => {
      const level = 1 + 0.5 * noiseAt(Math.floor(step / daySteps));
      return dailyLoad(step) * level * (1 + 0.02 * noiseAt(step));
    });
    const scoring = score(trace, { historyDays: 7, origins: 6 });
    if (scoring.kind === 'too-short') throw new Error('14 days are long enough');
    expect(scoring.score).toMatchObject({ historyDays: 7, origins: 6 });
    expect(scoring.score.pathErrorVsYesterday).toBeLessThan(0.3);
    expect(scoring.score.wape30m).toBeLessThan(0.1);
    expect(scoring.score.coverageUpper95).toBeGreaterThan(0.8);
  });

  it('a trace too short says how long it must be', () => {
    expect(score(series(daySteps, dailyLoad), { historyDays: 7, origins: 10 })).toEqual({
      kind: 'too-short',
      days: 1,
      neededDays: 7 + (24 + 10) / daySteps,
    });
  });

  it('an outage is held against nobody', () => {
    const out = series(9 * daySteps, (step) =>
      step > 8.2 * daySteps && step < 8.7 * daySteps ? 0 : dailyLoad(step),
    );
    const scoring = score(out, { historyDays: 7, origins: 5 });
    expect(scoring.kind === 'scored' && scoring.score.wapePath).toBeLessThan(0.02);
  });
});
