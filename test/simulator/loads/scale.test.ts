import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseLoad } from '#simulator/loads/parse-load.ts';
import { peakTasksOf, scaledToPeak } from '#simulator/loads/scale.ts';

const hourly = (values: readonly number[]) => {
  const rows = values.map((value, hour) => `${hour * 3600},${value}`);
  const parsed = parseLoad('hourly', ['timestamp,value', ...rows].join('\n'));
  if (parsed.kind === 'invalid') throw new Error(parsed.problem);
  return parsed.load;
};

test('the highest value needs so many tasks at the SLO, and nothing needs more', () => {
  const values = fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 3, maxLength: 20 });
  fc.assert(
    fc.property(
      values.filter((all) => Math.max(...all) > 0),
      fc.integer({ min: 1, max: 100 }),
      fc.nat(20 * 3600),
      (all, peakTasks, seconds) => {
        const load = hourly(all);
        const sizing = { capacityPerTask: 80, peakTasks, sloPercent: 90 };
        const rate = scaledToPeak(load, sizing);
        const peakMs = all.indexOf(Math.max(...all)) * 3_600_000;
        expect(rate(peakMs) / (80 * 0.9)).toBeCloseTo(peakTasks, 6);
        expect(rate(seconds * 1000)).toBeLessThanOrEqual(rate(peakMs) * (1 + 1e-12));
      },
    ),
  );
});

test('values that are requests a second say themselves how many tasks they need', () => {
  const load = hourly([10, 450, 90]);
  const peakTasks = peakTasksOf(load, 100, 90);
  expect(peakTasks).toBeCloseTo(5);
  expect(
    scaledToPeak(load, { capacityPerTask: 100, peakTasks, sloPercent: 90 })(3_600_000),
  ).toBeCloseTo(450);
});
