import { describe, expect, it } from 'vitest';
import { createMemoryWorld, type MemoryWorld } from '#adapters/memory/world.ts';
import { courseOf } from '#cli/history/course.ts';
import type { RecordedDecision } from '#lib/operator-ports.ts';
import { idOf, minuteMs, startMs } from '../../tick/support.ts';
import { run } from '../support.ts';

const recordAt = (
  minute: number,
  from: number,
  to: number,
  changes: Partial<RecordedDecision> = {},
): RecordedDecision => ({
  atMs: startMs - minute * minuteMs,
  from,
  to,
  asked: to,
  challenger: null,
  outcome: { kind: from === to ? 'held' : 'acted' },
  because: [`because of ${minute}`],
  ...changes,
});

const span = { fromMs: startMs - 5 * minuteMs, toMs: startMs };

describe('the course of a count', () => {
  it('is what was carried out, from when it was known', () => {
    const records = [recordAt(4, 2, 2), recordAt(3, 2, 6), recordAt(1, 6, 5)];
    expect(courseOf(records, span).tasks).toEqual([null, 2, 6, 6, 5]);
  });

  it('begins with what held before', () => {
    expect(courseOf([recordAt(90, 2, 3), recordAt(2, 3, 4)], span).tasks).toEqual([3, 3, 3, 4, 4]);
  });

  it.each(['observed', 'held'] as const)('is not moved by what was only %s', (kind) => {
    expect(courseOf([recordAt(3, 2, 6, { outcome: { kind } })], span).tasks).toEqual([
      null,
      null,
      2,
      2,
      2,
    ]);
  });

  it('is not moved by what ECS refused', () => {
    const refused = recordAt(3, 2, 6, { outcome: { kind: 'refused', why: 'no' } });
    expect(courseOf([refused], span).tasks.at(-1)).toBe(2);
  });
});

const env = { FLYBALL_TABLE: 'flyball' };

const withRecords = (...records: readonly RecordedDecision[]): MemoryWorld => {
  const world = createMemoryWorld();
  for (const record of records) {
    const { challenger: _, outcome, ...numbers } = record;
    world.decisions.push({
      ...numbers,
      service: idOf('web'),
      urgency: 'low',
      reasons: [],
      challenger: null,
      outcome: outcome ?? { kind: 'held' },
    });
  }
  return world;
};

describe('flyball history', () => {
  it('shows bars, sums, and every decision with its outcome and reasons', async () => {
    const aws = withRecords(recordAt(300, 2, 2), recordAt(120, 2, 8), recordAt(30, 8, 6));
    const { code, out } = await run('history prod/web --since 2h', { env, aws });
    expect(code).toBe(0);
    expect(out).toContain(
      'prod/web, 2026-01-05 07:00 to 2026-01-05 09:00 UTC: 6 to 8 tasks; 1 out, 1 in',
    );
    expect(out).toMatch(/^█{47,49}▆{15,17}$/m);
    expect(out).toMatch(/2026-01-05 07:00 +2 to 8 +8 +acted +because of 120\n.* 8 to 6 /);
    expect(out).not.toContain('because of 300');
  });

  it('lists the newest fifty and counts the rest', async () => {
    const aws = withRecords(
      ...Array.from({ length: 60 }, (_, index) => recordAt(60 - index, 2, 3)),
    );
    const { out } = await run('history prod/web', { env, aws });
    expect(out).toContain('and 10 before these; --json has them all');
  });

  it('has all of it as data', async () => {
    const aws = withRecords(recordAt(300, 2, 2), recordAt(30, 2, 6));
    const { out } = await run('history prod/web --since 1h --json', { env, aws });
    expect(JSON.parse(out)).toMatchObject({
      service: 'prod/web',
      before: { to: 2 },
      during: [{ from: 2, to: 6, outcome: { kind: 'acted' } }],
    });
  });

  it.each([
    ['history prod/web', 1, 'there is no decision of prod/web on record'],
    ['history web', 2, 'is not cluster/service'],
    ['history prod/web --since 31d', 2, 'is not a duration from 1m to 30d'],
  ])('%s says what is wrong', async (line, code, err) => {
    expect(await run(line, { env })).toMatchObject({ code, err: expect.stringContaining(err) });
  });
});
