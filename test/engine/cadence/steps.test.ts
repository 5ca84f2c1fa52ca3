import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phaseOf } from '#engine/cadence/phase.ts';
import { longestApartMinutes, steppedStretch } from '#engine/cadence/steps.ts';
import { longestStretch } from '#engine/cadence/stretch.ts';
import { dueSignals } from '#engine/cadence/turns.ts';
import { longestMinutes } from '#engine/cadence/waits.ts';
import type { DecideInput } from '#engine/model.ts';
import { cpuTrack, minuteMs, policyOf, serviceId, startMs, stateOf, viewOf } from '../support.ts';

const stretches = fc.double({ min: 1, max: longestStretch, noNaN: true });

const inputAt = (nowMs: number, name: string, wait: number): DecideInput => ({
  policy: policyOf({ rules: [cpuTrack] }),
  observation: { view: { ...viewOf(4), id: { ...serviceId, name } }, readings: {} },
  state: stateOf({ cadence: { cpu: wait } }),
  overrides: [],
  windows: [],
  nowMs,
});

/** The last minute of November and the first of December are in the middle of it. */
const monthsEndMs = Date.UTC(2026, 11, 1);

describe('a ceiling that changes with every tick', () => {
  it('keeps nobody waiting longer than the longest stretch, nor than an hour, ticks that were missed besides', () => {
    const names = fc.stringMatching(/^[a-z]{1,8}$/);
    const waits = fc.integer({ min: 2, max: longestMinutes });
    const ticks = fc.array(fc.tuple(stretches, fc.integer({ min: 1, max: 3 })), {
      minLength: 200,
      maxLength: 200,
    });
    fc.assert(
      fc.property(names, waits, ticks, (name, wait, each) => {
        let minute = -100;
        let readAt = minute;
        for (const [stretch, gap] of each) {
          const sinceMs = monthsEndMs + minute * minuteMs;
          minute += gap;
          const nowMs = monthsEndMs + minute * minuteMs;
          const isRead =
            dueSignals(inputAt(nowMs, name, wait), { sinceMs, nowMs, stretch }).length > 0;
          if (isRead) readAt = minute;
          const longest = Math.min(wait * longestStretch, longestApartMinutes);
          expect(minute - readAt).toBeLessThan(longest + gap);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('reads as often as the stretch says, over all services', () => {
    const phases = Array.from({ length: 2000 }, (_, at) =>
      phaseOf({ ...serviceId, name: `web-${at}` }),
    );
    fc.assert(
      fc.property(stretches, (stretch) => {
        const often = phases.reduce(
          (sum, phase) => sum + 1 / steppedStretch(stretch, phase, startMs),
          0,
        );
        expect(often / phases.length).toBeCloseTo(1 / stretch, 1);
      }),
    );
  });

  it('has others wait longer on another day', () => {
    const phase = phaseOf(serviceId);
    const days = Array.from({ length: 30 }, (_, day) =>
      steppedStretch(1.5, phase, startMs + day * 86_400_000),
    );
    expect(new Set(days)).toEqual(new Set([1, 2]));
  });

  it('changes nothing where there is enough', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3599 }), (phase) => {
        expect(steppedStretch(1, phase, startMs)).toBe(1);
      }),
    );
  });
});
