import { describe, expect, it } from 'vitest';
import { basesOf } from '#engine/foresight/growth-base.ts';
import { shapeSize, shapeSteps, shapesOf } from '#engine/foresight/shape.ts';
import { levelsOf } from '#engine/foresight/volatility.ts';

const shapeAt = (loads: readonly number[], floorLoad = 0): readonly number[] => {
  const values = Float64Array.from(loads);
  const shapes = shapesOf(values, levelsOf(values, floorLoad), floorLoad);
  return Array.from(shapes.slice(-shapeSize));
};

const baseAfter = (loads: readonly number[], weights: readonly number[]): number => {
  const values = Float64Array.from(loads);
  const levels = levelsOf(values, 0);
  return basesOf(levels, shapesOf(values, levels, 0), weights).at(-1) ?? Number.NaN;
};

const flat = Array(shapeSteps).fill(100);

describe('the shape of the last half hour', () => {
  it('is nothing where nothing moved', () => {
    expect(shapeAt(flat)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('is how far the newest minutes and earlier levels are off the level of the last five', () => {
    // The last five minutes are 100, 100, 100, 100 and 150: their level is 110.
    const [newest, before, , , five] = shapeAt([...flat, 150]);
    expect(newest).toBeCloseTo(40 / 110, 9);
    expect(before).toBeCloseTo(-10 / 110, 9);
    expect(five).toBeCloseTo(-10 / 110, 9);
  });

  it('what was not measured says nothing, and no jump counts for more than four times the level', () => {
    expect(shapeAt([...flat, Number.NaN])[0]).toBe(0);
    expect(shapeAt([100, 100])).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(Math.max(...shapeAt([...Array(30).fill(1000), 1, 1, 1, 1, 1]))).toBe(3);
  });
});

describe('the base of growth', () => {
  it('is the level, and what the shape adds by its weights', () => {
    expect(baseAfter([...flat, 150], [0, 0, 0, 0, 0, 0, 0])).toBeCloseTo(110, 9);
    expect(baseAfter([...flat, 150], [2, 0, 0, 0, 0, 0, 0])).toBeCloseTo(190, 9);
  });

  it('leaves a tenth of the level, however steep the fall', () => {
    expect(baseAfter([...flat, 150], [-9, 0, 0, 0, 0, 0, 0])).toBeCloseTo(11, 9);
  });

  it('is unknown where nothing was measured in the last five minutes', () => {
    expect(baseAfter([...flat, ...Array(5).fill(Number.NaN)], [0, 0, 0, 0, 0, 0, 0])).toBeNaN();
  });
});
