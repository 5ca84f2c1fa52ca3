import { describe, expect, it } from 'vitest';
import { createMemoryWorld, type MemoryWorld } from '#adapters/memory/world.ts';
import { sparkline } from '#cli/compare-live/sparkline.ts';
import {
  agreementOf,
  columnsOf,
  meanOf,
  spansOf,
  taskHoursOf,
} from '#cli/compare-live/verdicts.ts';
import type { RecordedDecision } from '#lib/operator-ports.ts';
import { idOf, startMs } from '../tick/support.ts';
import { run } from './support.ts';

const hourMs = 3_600_000;

const record = (atMs: number, to: number, challenger: number | null): RecordedDecision => ({
  atMs,
  from: to,
  to,
  asked: to,
  challenger: challenger === null ? null : { to: challenger, asked: challenger },
  outcome: null,
  because: [],
});

describe('verdicts', () => {
  const records = [record(0, 4, 4), record(hourMs, 4, 2), record(3 * hourMs, 6, 6)];
  const spans = spansOf(records, { fromMs: 0, toMs: 4 * hourMs });

  it('hold until the next record', () => {
    expect(spans.map(({ atMs, untilMs }) => [atMs / hourMs, untilMs / hourMs])).toEqual([
      [0, 1],
      [1, 3],
      [3, 4],
    ]);
  });

  it('are weighted by how long they held', () => {
    expect(meanOf(spans, 'champion')).toBe((4 * 3 + 6) / 4);
    expect(meanOf(spans, 'challenger')).toBe((4 + 2 * 2 + 6) / 4);
    expect(taskHoursOf(spans, 'challenger')).toBe(14);
    expect(agreementOf(spans)).toBe(0.5);
  });

  it('of before the stretch hold from its beginning', () => {
    const [first] = spansOf(records, { fromMs: 2 * hourMs, toMs: 4 * hourMs });
    expect(first).toMatchObject({ atMs: 2 * hourMs, untilMs: 3 * hourMs, challenger: 2 });
  });

  it('without a challenger say nothing', () => {
    const mixed = [record(0, 4, null), record(hourMs, 4, 2)];
    expect(spansOf(mixed, { fromMs: 0, toMs: 2 * hourMs })).toHaveLength(1);
  });

  it('are drawn as means of equal parts', () => {
    expect(columnsOf(spans, 'challenger', 4)).toEqual([4, 2, 2, 6]);
    expect(sparkline([0, 3, 6], 6)).toBe('▁▄█');
    expect(sparkline([0], 0)).toBe('▁');
  });
});

describe('compare-live', () => {
  const worldWith = (...records: readonly RecordedDecision[]): MemoryWorld => {
    const world = createMemoryWorld();
    for (const { challenger, ...each } of records) {
      world.decisions.push({
        ...each,
        outcome: { kind: 'held' },
        service: idOf('web'),
        urgency: 'low',
        reasons: [],
        challenger: challenger === null ? null : { ...challenger, reasons: [] },
      });
    }
    return world;
  };
  const compare = (line: string, aws: MemoryWorld) =>
    run(`compare-live ${line}`, { aws, env: { FLYBALL_TABLE: 't' } });

  const differing = worldWith(
    record(startMs - 30 * hourMs, 4, 4),
    record(startMs - 2 * hourMs, 4, 7),
  );

  it('draws both, sums up, and lists where they differed', async () => {
    const { code, out } = await compare('prod/web', differing);
    expect(code).toBe(0);
    expect(out).toMatch(/champion +[▁-█]{60} {2}mean 4\n/u);
    expect(out).toMatch(/challenger +[▁-█]{60} {2}mean 4\.3\n/u);
    expect(out).toContain(
      'They agreed for 92 % of the time; the challenger asked for +6 task-hours',
    );
    expect(out).toMatch(/2026-01-05T07:00:00\.000Z +2026-01-05T09:00:00\.000Z +4 +4 +7 +\+3/);
  });

  it('speaks JSON', async () => {
    const { out } = await compare('prod/web --since 4h --json', differing);
    expect(JSON.parse(out)).toMatchObject({
      agreement: 0.5,
      champion: { mean: 4, taskHours: 16 },
      challenger: { mean: 5.5, taskHours: 22 },
      spans: [{ champion: 4, challenger: 4 }, { challenger: 7 }],
    });
  });

  const refused = [
    { line: 'web', code: 2, says: 'is not cluster/service' },
    { line: 'prod/web --since 31d', code: 2, says: 'not a duration from 1m to 30d' },
    { line: 'prod/api', code: 1, says: 'no decision of prod/api on record' },
  ];
  it.each(refused)('$line', async ({ line, code, says }) => {
    const ran = await compare(line, differing);
    expect(ran).toMatchObject({ code, err: expect.stringContaining(says) });
  });

  it('says how to name a challenger where there is none', async () => {
    const { code, err } = await compare('prod/web', worldWith(record(startMs - hourMs, 4, null)));
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringContaining('name one with "challenger: <policy>"'),
    });
  });
});
