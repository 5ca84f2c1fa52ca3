import { describe, expect, it } from 'vitest';
import type { MemoryWorld } from '#adapters/memory/world.ts';
import type { RecordedDecision } from '#lib/operator-ports.ts';
import { idOf, minuteMs, startMs, worldOf } from '../../tick/support.ts';
import { run } from '../support.ts';

const env = { FLYBALL_TABLE: 'flyball' };

type Said = Pick<RecordedDecision, 'from' | 'to' | 'asked' | 'because'> & {
  readonly minute: number;
  readonly kind: 'acted' | 'held';
};

const withRecords = (...records: readonly Said[]): MemoryWorld => {
  const world = worldOf([{ name: 'web', desired: 4, cpu: 60 }]);
  for (const { minute, kind, ...numbers } of records) {
    world.decisions.push({
      ...numbers,
      atMs: startMs - minute * minuteMs,
      service: idOf('web'),
      urgency: 'low',
      reasons: [],
      challenger: null,
      outcome: { kind },
    });
  }
  return world;
};

const busy = () =>
  withRecords(
    { minute: 300, from: 2, to: 2, asked: 2, kind: 'held', because: [] },
    { minute: 120, from: 2, to: 4, asked: 4, kind: 'acted', because: ['busy'] },
    {
      minute: 90,
      from: 4,
      to: 4,
      asked: 3,
      kind: 'held',
      because: ['a', 'not to 3 for 90 s more'],
    },
    {
      minute: 80,
      from: 4,
      to: 4,
      asked: 2,
      kind: 'held',
      because: ['a', 'not to 2 for 30 s more'],
    },
    { minute: 60, from: 4, to: 2, asked: 2, kind: 'acted', because: ['calm'] },
  );

describe('flyball report', () => {
  it('sums up what was recorded', async () => {
    const { code, out } = await run('report --days 1 --json', { env, aws: busy() });
    expect(code).toBe(0);
    const [web] = JSON.parse(out).services;
    expect(web).toMatchObject({ service: 'prod/web', out: 1, in: 1, undone: 0 });
    expect(web).toMatchObject({ hoursAtMost: 1, hoursAtLeast: 4, taskHours: 12 });
    expect(web.dollars).toBeCloseTo(12 * (0.04048 + 2 * 0.004445), 6);
    expect(web.held).toEqual([{ text: 'not to … for … s more', times: 2 }]);
  });

  it('is a table with bars on the terminal', async () => {
    const { out } = await run('report --days 1', { env, aws: busy() });
    expect(out).toContain('once out and once in, 12.0 task-hours for $0.59');
    expect(out).toMatch(/prod\/web +▄+█+▄+ +1 +1 +0 +1\.00 +12\.0 +\$0\.59/);
    expect(out).toContain('prod/web was held 2 times: not to … for … s more');
  });

  it('is one page without script or network, whatever names say', async () => {
    const written = new Map<string, string>();
    const aws = busy();
    aws.resolvedAlerts.push({
      code: 'no-data',
      severity: 'error',
      service: null,
      group: null,
      message: '<script>alert(1)</script>',
      openedAtMs: startMs - minuteMs,
      toldAtMs: null,
      resolution: null,
      resolvedAtMs: startMs,
    });
    await run('report --days 1 --html out/week.html', { env, aws, written });
    const page = written.get('out/week.html') ?? '';
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('&lt;script&gt;alert(1)');
    expect(page).not.toMatch(/<script|https?:/);
  });

  it('has at most thirty days', async () => {
    expect(await run('report --days 31', { env })).toMatchObject({ code: 2 });
  });
});
