import { describe, expect, it } from 'vitest';
import { occasionsFor } from '#config/occasions.ts';
import { dayMs } from '#config/wall-clock.ts';
import { fleetOf, idOf } from '../tick/support.ts';

const nowMs = Date.UTC(2026, 10, 27, 6);
const web = idOf('web');
const of = (yaml: string, id = web, atMs = nowMs) => occasionsFor(fleetOf(yaml), id, atMs);

describe('occasions', () => {
  it('are told by the clock of their time zone', () => {
    const yaml =
      'occasions: [{ name: sale, from: 2026-11-27T08:00, to: 2026-11-28T00:00, timeZone: Europe/Berlin, times: 3 }]';
    expect(of(yaml)).toEqual([
      {
        name: 'sale',
        startMs: Date.UTC(2026, 10, 27, 7),
        endMs: Date.UTC(2026, 10, 27, 23),
        effect: { kind: 'times', factor: 3 },
      },
    ]);
  });

  it('of whole days may name holidays, and are learnt where nobody says by how much', () => {
    const yaml = `
holidays: { public: [2026-11-26, 2026-11-27] }
occasions: [{ name: holiday, on: [public, 2026-11-28], timeZone: UTC }]`;
    const spans = of(yaml);
    expect(spans.map(({ startMs }) => startMs)).toEqual(
      [26, 27, 28].map((day) => Date.UTC(2026, 10, day)),
    );
    for (const { startMs, endMs, effect } of spans) {
      expect(endMs - startMs).toBe(dayMs);
      expect(effect).toEqual({ kind: 'learnt' });
    }
  });

  it('last an hour longer on the day that clocks are put back', () => {
    const yaml = 'occasions: [{ name: holiday, on: [2026-10-25], timeZone: Europe/Berlin }]';
    const [span] = of(yaml, web, Date.UTC(2026, 9, 25));
    expect((span?.endMs ?? 0) - (span?.startMs ?? 0)).toBe(dayMs + 3_600_000);
  });

  it('concern those that they name, or everybody', () => {
    const yaml = `
occasions:
  - { name: match, on: [2026-11-27], timeZone: UTC, services: [prod/web] }
  - { name: holiday, on: [2026-11-27], timeZone: UTC }`;
    expect(of(yaml).map(({ name }) => name)).toEqual(['match', 'holiday']);
    expect(of(yaml, idOf('api')).map(({ name }) => name)).toEqual(['holiday']);
  });

  it('that nothing can be learnt from, or that are far off, are left out', () => {
    const yaml =
      'occasions: [{ name: holiday, on: [2026-10-01, 2026-11-01, 2026-12-01], timeZone: UTC }]';
    expect(of(yaml).map(({ startMs }) => startMs)).toEqual([Date.UTC(2026, 10, 1)]);
  });
});
