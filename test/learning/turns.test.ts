import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourMs, turnsBetween, turnsFromMs } from '#lib/learning/turns.ts';
import { idOf } from '../tick/support.ts';

const fleet = Array.from({ length: 400 }, (_, index) => idOf(`s${index}`));
const quarterMs = hourMs / 4;
const startMs = Date.UTC(2026, 0, 5, 9, 7);

describe('turns', () => {
  it('of a fleet are spread over the hour', () => {
    for (let quarter = 0; quarter < 4; quarter += 1) {
      const fromMs = startMs + quarter * quarterMs;
      const count = turnsBetween(fleet, fromMs, fromMs + quarterMs).length;
      expect(count).toBeGreaterThan(70);
      expect(count).toBeLessThan(130);
    }
  });

  it('come to everybody once an hour, whenever and however often is looked', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: hourMs }), { minLength: 1 }), (waits) => {
        let atMs = startMs;
        const names: string[] = [];
        for (const wait of [...waits, hourMs]) {
          const untilMs = Math.min(atMs + wait, startMs + hourMs);
          names.push(...turnsBetween(fleet, atMs, untilMs).map(({ id }) => id.name));
          atMs = untilMs;
        }
        expect(names.length).toBe(fleet.length);
        expect(new Set(names).size).toBe(fleet.length);
      }),
      { numRuns: 20 },
    );
  });

  it('begin with everybody, and with everybody when the clock went back', () => {
    for (const doneUntilMs of [null, startMs + 10 * hourMs]) {
      const fromMs = turnsFromMs(doneUntilMs, startMs);
      expect(turnsBetween(fleet, fromMs, startMs)).toHaveLength(fleet.length);
    }
  });

  it('of a fleet that is never finished in time stay with who waits longest', () => {
    const had = new Map<string, number>();
    let doneUntilMs: number | null = null;
    for (let run = 1; run <= 100; run += 1) {
      const nowMs = startMs + run * quarterMs;
      const turns = turnsBetween(fleet, turnsFromMs(doneUntilMs, nowMs), nowMs);
      // A tenth of the fleet in each run, where a quarter is due.
      const done = turns.slice(0, 40);
      for (const { id } of done) had.set(id.name, (had.get(id.name) ?? 0) + 1);
      doneUntilMs = done.at(-1)?.dueMs ?? doneUntilMs;
    }
    const counts = fleet.map(({ name }) => had.get(name) ?? 0);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(9);
    expect(Math.max(...counts)).toBeLessThanOrEqual(11);
  });
});
