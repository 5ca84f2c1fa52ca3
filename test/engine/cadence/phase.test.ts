import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTurn, phaseOf } from '#engine/cadence/phase.ts';
import { minuteMs, serviceId, startMs } from '../support.ts';

const names = fc.stringMatching(/^[a-z]{1,12}$/);
const waits = fc.integer({ min: 1, max: 60 });

const turnsIn = (minutes: number, wait: number, phase: number): readonly number[] =>
  Array.from({ length: minutes }, (_, minute) => minute).filter((minute) => {
    const nowMs = startMs + minute * minuteMs;
    return isTurn({ sinceMs: nowMs - minuteMs, nowMs }, wait, phase);
  });

describe('turns', () => {
  it('come round exactly as often as the wait says', () => {
    fc.assert(
      fc.property(names, waits, (name, wait) => {
        const turns = turnsIn(6 * wait, wait, phaseOf({ ...serviceId, name }));
        const gaps = turns.slice(1).map((turn, index) => turn - (turns[index] ?? 0));
        expect(turns[0]).toBeLessThan(wait);
        expect(new Set(gaps)).toEqual(new Set([wait]));
      }),
    );
  });

  it('are not lost with the tick that they fell on', () => {
    fc.assert(
      fc.property(names, waits, fc.integer({ min: 1, max: 30 }), (name, wait, missed) => {
        const phase = phaseOf({ ...serviceId, name });
        const nowMs = startMs + missed * minuteMs;
        const had = turnsIn(missed + 1, wait, phase).some((minute) => minute > 0);
        expect(isTurn({ sinceMs: startMs, nowMs }, wait, phase)).toBe(had || wait === 1);
      }),
    );
  });

  it('of a thousand services are spread over the minutes', () => {
    const wait = 5;
    const perMinute = Array.from({ length: wait }, () => 0);
    for (let number = 0; number < 1000; number += 1) {
      const [first = 0] = turnsIn(wait, wait, phaseOf({ ...serviceId, name: `web-${number}` }));
      perMinute[first] = (perMinute[first] ?? 0) + 1;
    }
    // 200 each, give or take four standard deviations.
    for (const count of perMinute) expect(Math.abs(count - 200)).toBeLessThan(51);
  });
});
