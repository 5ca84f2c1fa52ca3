import fc from 'fast-check';
import { expect, test } from 'vitest';
import { demandOf, sweep } from '#simulator/comparison/run-comparison.ts';
import { peers } from '#simulator/scalers/contestants.ts';
import { comparisonOf } from './field.ts';

const levels = fc
  .array(fc.integer({ min: 0, max: 100 }), { minLength: 9, maxLength: 12 })
  .filter((each) => each.some((level) => level > 0));

/** Both ends of each knob, and the middle. */
const few = ({ knobs }: { readonly knobs: readonly number[] }): readonly number[] =>
  knobs.filter((_, index) => index % 5 === 0);

test.each(['requests', 'jobs'] as const)(
  'the oracle of %s violates nothing, and nobody does so with fewer task-hours',
  (work) => {
    fc.assert(
      fc.property(levels, fc.constantFrom(0, 45, 60, 180), (each, lag) => {
        // A new level every quarter of an hour, reached within a minute.
        const values = each.flatMap((level) => Array.from({ length: 15 }, () => level));
        const setup = comparisonOf({ values, work, lag });
        const everyone = [setup.flyball, ...peers({ ...setup, demand: demandOf(setup) })];
        const points = everyone.flatMap(
          (one) => sweep(setup, { ...one, knobs: few(one) }, () => undefined).points,
        );
        const best = points.find(({ name }) => name === 'oracle');
        expect(best?.violatedPct).toBe(0);
        const rivals = points.filter(
          ({ violatedPct, taskHours }) =>
            violatedPct === 0 && taskHours < (best?.taskHours ?? 0) - 1e-9,
        );
        expect(rivals).toEqual([]);
      }),
      { numRuns: work === 'jobs' ? 3 : 8 },
    );
  },
);
