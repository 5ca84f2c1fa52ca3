import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '#engine/decide.ts';
import { input, policy } from './arbitraries.ts';
import { cpuTrack, policyOf, seriesOf, startMs, stateOf, viewOf } from './support.ts';

const eager = policyOf({ rules: [{ ...cpuTrack, target: 25, saturation: null }] });

describe('a challenger', () => {
  it('is decided on the same observation, with its own trail', () => {
    const { decision } = decide({
      policy: policyOf({ challenger: eager }),
      observation: { view: viewOf(4), readings: { cpu: seriesOf([50], 4) } },
      state: stateOf(),
      overrides: [],
      windows: [],
      nowMs: startMs,
    });
    expect(decision.to).toBe(4);
    expect(decision.challenger).toMatchObject({
      to: 8,
      asked: 8,
      reasons: [{ kind: 'wish', target: 25, want: 8 }],
    });
  });

  it('changes nothing about the decision, the state or the events', () => {
    fc.assert(
      fc.property(input, policy, (given, challenger) => {
        const alone = decide(given);
        const both = decide({ ...given, policy: { ...given.policy, challenger } });
        expect({ ...both.decision, challenger: null }).toEqual(alone.decision);
        expect(both.events).toEqual(alone.events);
        expect({ ...both.state, held: {} }).toEqual({ ...alone.state, held: {} });
      }),
      { numRuns: 500 },
    );
  });

  it('of the same policy is of the same mind', () => {
    fc.assert(
      fc.property(input, (given) => {
        const { policy: champion } = given;
        const { decision } = decide({ ...given, policy: { ...champion, challenger: champion } });
        expect(decision.challenger?.to).toBe(decision.to);
        expect(decision.challenger?.asked).toBe(decision.asked);
      }),
      { numRuns: 500 },
    );
  });
});
