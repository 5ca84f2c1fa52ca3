import { describe, expect, it } from 'vitest';
import { createMemoryWorld, type MemoryWorld } from '#adapters/memory/world.ts';
import { alertIdOf, causeKeyOf } from '#lib/alerts/alert-id.ts';
import type { OpenAlert } from '#lib/ports.ts';
import { startMs } from '../tick/support.ts';
import { run } from './support.ts';

const atCeiling: OpenAlert = {
  code: 'at-ceiling',
  severity: 'warning',
  service: '123456789012/us-east-1/prod/web',
  group: null,
  message: 'asks for 14 tasks and may have 10 at most',
  openedAtMs: startMs - 3_600_000,
  ticks: 1,
  toldAtMs: null,
  resolution: null,
};
const broken: OpenAlert = { ...atCeiling, code: 'breaker-open', severity: 'critical' };
const id = alertIdOf(atCeiling);
const env = { FLYBALL_TABLE: 'flyball', USER: 'ada' };

const withAlerts = (...alerts: readonly OpenAlert[]): MemoryWorld => {
  const world = createMemoryWorld();
  for (const alert of alerts) world.openAlerts.set(causeKeyOf(alert), alert);
  return world;
};

const flyball = (line: readonly string[], aws: MemoryWorld) => run(line, { env, aws });

describe('flyball alerts', () => {
  it('lists what is open, worst first, by the ids that resolve-alert takes', async () => {
    const { code, out } = await flyball(['alerts'], withAlerts(atCeiling, broken));
    expect(code).toBe(0);
    expect(out).toMatch(
      new RegExp(`^2 open alerts\n\nID .*\nbreaker-open-.* critical .*\n${id} +warning +2026`),
    );
  });

  it('says that nothing is wrong', async () => {
    expect((await flyball(['alerts'], withAlerts())).out).toBe('No open alerts.');
  });

  it('is data with --json', async () => {
    const { out } = await flyball(['alerts', '--json'], withAlerts(atCeiling));
    expect(JSON.parse(out)).toEqual({ open: [{ id, ...atCeiling }], resolvedByHand: [] });
  });

  it('shows with --since those that are over', async () => {
    const aws = withAlerts();
    aws.resolvedAlerts.push({ ...atCeiling, resolvedAtMs: startMs - 60_000 });
    const { out } = await flyball(['alerts', '--since', '2h'], aws);
    expect(out).toMatch(/OPENED +RESOLVED +BY .*\n2026-01-05T08:00:00.000Z +\S+ +itself +warning/);
    expect((await flyball(['alerts', '--since', '30m'], aws)).out).toContain('None is over.');
  });
});

describe('flyball resolve-alert', () => {
  const resolve = (...rest: readonly string[]) => ['resolve-alert', ...rest];

  it('closes it in the name of who says why', async () => {
    const aws = withAlerts(atCeiling);
    const { code, out } = await flyball(resolve(id, '--why', 'the sale'), aws);
    expect([code, out]).toEqual([0, expect.stringContaining(`${id} is resolved`)]);
    const { out: list } = await flyball(['alerts'], aws);
    expect(list).toBe(
      `No open alerts.\n\nResolved by hand, while their cause holds:\n  ${id} by ada: the sale`,
    );
    const again = await flyball(resolve(id, '--why', 'mine', '--who', 'bob'), aws);
    expect(again.out).toContain('was resolved by ada');
  });

  it('wants a reason', async () => {
    expect(await flyball(resolve(id), withAlerts(atCeiling))).toMatchObject({
      code: 2,
      err: expect.stringContaining('a reason is needed'),
    });
  });

  it('finds what was meant', async () => {
    const slip = `${id.slice(0, -1)}x`;
    expect(await flyball(resolve(slip, '--why', 'x'), withAlerts(atCeiling))).toMatchObject({
      code: 1,
      err: expect.stringContaining(`did you mean ${id}?`),
    });
  });
});
