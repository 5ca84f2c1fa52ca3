import { describe, expect, it } from 'vitest';
import { basesOf } from '#engine/foresight/growth-base.ts';

const base = (newest: number, level: number, lean = { up: 2, down: 0.5 }): number =>
  basesOf(Float64Array.of(newest), Float64Array.of(level), { floorLoad: 1, lean })[0] ?? Number.NaN;

describe('the base of growth', () => {
  it('leans by as much as was learnt, up and down apart', () => {
    expect(base(119, 100)).toBe(140);
    expect(base(79, 100)).toBe(90);
  });

  it('is the level where the newest minute was not measured, or says the same', () => {
    expect(base(Number.NaN, 100)).toBe(100);
    expect(base(99, 100)).toBe(100);
  });
});
