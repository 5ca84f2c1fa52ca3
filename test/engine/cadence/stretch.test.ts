import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestStretch, stretchFor, wantedOf } from '#engine/cadence/stretch.ts';
import type { DecideInput } from '#engine/model.ts';
import type { ServiceState } from '#engine/state.ts';
import { policyOf, startMs, stateOf, viewOf } from '../support.ts';

const inputOf = (state: Partial<ServiceState> | null): DecideInput => ({
  policy: policyOf(),
  observation: { view: viewOf(4), readings: {} },
  state: state === null ? null : stateOf(state),
  overrides: [],
  windows: [],
  nowMs: startMs,
});

describe('what a ceiling does to waits', () => {
  it('calm services want a metric each wait, those in motion one each minute', () => {
    const fleet = [{ cadence: { cpu: 4 } }, { cadence: { cpu: 2 } }, { knownDesired: 9 }, null];
    expect(wantedOf(fleet.map(inputOf))).toEqual({ urgent: 2, calm: 0.75 });
  });

  const rate = fc.double({ min: 0, max: 10_000, noNaN: true });

  it('what is wanted fits, or the waits are as long as they get', () => {
    fc.assert(
      fc.property(rate, rate, rate, (urgent, calm, affordable) => {
        const stretch = stretchFor({ urgent, calm }, affordable);
        const fits = urgent + calm / stretch <= affordable * (1 + 1e-9) || calm === 0;
        expect(fits || stretch === longestStretch).toBe(true);
        expect(stretch).toBeGreaterThanOrEqual(1);
        expect(stretch).toBeLessThanOrEqual(longestStretch);
      }),
    );
  });

  it('nobody waits where there is enough', () => {
    expect(stretchFor({ urgent: 3, calm: 7 }, 10)).toBe(1);
  });
});
