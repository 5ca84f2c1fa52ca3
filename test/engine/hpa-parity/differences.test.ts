import { describe, expect, it } from 'vitest';
import { decide } from '#engine/decide.ts';
import { minuteMs, policyOf, seriesOf, startMs, stateOf, viewOf } from '../support.ts';
import { hpa } from './hpa.ts';

describe('where Flyball differs on purpose', () => {
  const rolling = (cpu: number) =>
    decide({
      policy: policyOf(hpa),
      observation: {
        view: viewOf(10, { rollout: 'in-progress' }),
        readings: {
          cpu: seriesOf(
            Array.from({ length: 10 }, () => cpu),
            10,
          ),
        },
      },
      state: stateOf({ knownDesired: 10 }),
      overrides: [],
      windows: [],
      nowMs: startMs,
    }).decision.to;

  it('holds scale-in during a rollout, where an HPA goes on', () => {
    expect([rolling(25), rolling(75)]).toEqual([10, 15]);
  });

  it('does not scale in before it has watched a whole window, where an HPA knows nothing of its past', () => {
    const state = stateOf({ knownDesired: 10, firstSeenMs: startMs - 4 * minuteMs });
    const observation = {
      view: viewOf(10),
      readings: {
        cpu: seriesOf(
          Array.from({ length: 10 }, () => 25),
          10,
        ),
      },
    };
    const given = {
      policy: policyOf(hpa),
      observation,
      overrides: [],
      windows: [],
      nowMs: startMs,
    };
    expect(decide({ ...given, state }).decision.to).toBe(10);
  });
});
