import { describe, expect, it } from 'vitest';
import { basesOf } from '#engine/foresight/growth-base.ts';
import { shapesOf } from '#engine/foresight/shape.ts';
import { levelsOf } from '#engine/foresight/volatility.ts';
import { weighShapes } from '#lib/forecast/weigh-shapes.ts';
import { noiseAt } from './support.ts';

/** How far what was expected three minutes ahead was off, as a mean ratio, beside the level of the last minutes. */
const errorsOn = (load: (minute: number) => number) => {
  const loads = Float64Array.from({ length: 1440 }, (_, minute) => load(minute));
  const levels = levelsOf(loads, 0);
  const shapes = shapesOf(loads, levels, 0);
  const volatilities = loads.map(() => 0.1);
  const [weights = []] = weighShapes({ loads, levels, shapes, volatilities, floorLoad: 0 }, [3]);
  const errorOf = (expected: Float64Array): number => {
    const off = loads
      .slice(43)
      .map((later, step) => Math.abs(later / (expected[step + 40] ?? 0) - 1));
    return off.reduce((sum, each) => sum + each, 0) / off.length;
  };
  return { weighed: errorOf(basesOf(levels, shapes, weights)), level: errorOf(levels), weights };
};

describe('weighing shapes', () => {
  it('a load that rises and falls in straight lines is followed up the line', () => {
    const zigzag = (minute: number) => 100 + Math.abs((minute % 120) - 60);
    const { weighed, level } = errorsOn(zigzag);
    expect(weighed).toBeLessThan(level / 3);
  });

  it('where minutes are chance the level is as good as it gets', () => {
    const { weighed, level, weights } = errorsOn((minute) => 100 * (1 + 0.1 * noiseAt(minute)));
    expect(weighed).toBeLessThan(1.05 * level);
    for (const weight of weights) expect(Math.abs(weight)).toBeLessThan(0.5);
  });

  it('a constant teaches nothing', () => {
    expect(errorsOn(() => 42).weights).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('minutes that were not measured are left out', () => {
    const { weights } = errorsOn((minute) => (minute % 7 === 0 ? Number.NaN : 50 + (minute % 60)));
    for (const weight of weights) expect(weight).toBeTypeOf('number');
    expect(weights.some(Number.isNaN)).toBe(false);
  });
});
