import { describe, expect, it } from 'vitest';
import { hourMs } from '#engine/foresight/load-series.ts';
import { distributionOf, errorAt } from '#lib/forecast/error-quantiles.ts';

/** An error an hour, of little size but for one in the middle. */
const errorsOver = (hours: number, outlier: number) =>
  distributionOf({
    errors: Float64Array.from({ length: hours }, (_, index) =>
      index === hours >> 1 ? outlier : ((index % 7) - 3) / 100,
    ),
    ageMs: Float64Array.from({ length: hours }, (_, index) => (hours - index) * hourMs),
  });

describe('the bound of a forecast', () => {
  it.each([60, 96, 168, 336])('is not the one outlier of %i hours', (hours) => {
    expect(errorAt(errorsOver(hours, 2), 0.95)).toBeLessThan(0.1);
  });

  it('lies further out the fewer errors it rests on, to either side', () => {
    const sorted = Float64Array.from({ length: 200 }, (_, index) => index / 200 - 0.5);
    const shares = Float64Array.from({ length: 200 }, (_, index) => (index + 1) / 200);
    const [few, many] = [8, 200].map((separate) => ({ sorted, shares, separate }));
    if (few === undefined || many === undefined) throw new Error('there are two');
    expect(errorAt(few, 0.95)).toBeGreaterThan(errorAt(many, 0.95));
    expect(errorAt(few, 0.05)).toBeLessThan(errorAt(many, 0.05));
  });

  it('rises with its level', () => {
    const distribution = errorsOver(96, 2);
    const levels = [0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.995];
    const bounds = levels.map((level) => errorAt(distribution, level));
    expect(bounds).toEqual(bounds.toSorted((a, b) => a - b));
  });
});
