/** Scenario A: pools that follow a load score with a latency gate, as `examples/smart-pools` sets them up. */
import { describe, expect, it } from 'vitest';
import { explain } from '#engine/explain.ts';
import { countsOver, type Minute, openStage } from './play.ts';

/** Monday, three in the morning in Berlin: outside the peak hours. */
const nightMs = Date.UTC(2026, 0, 5, 2, 0);
/** Monday, eleven in the morning in Berlin. */
const noonMs = Date.UTC(2026, 0, 5, 10, 0);

/** Score (2×0.57 + 0.18 + 0) ÷ 4 = 0.33: neither high nor low. */
const steady: Minute = { cpu: 60, latency: 150, errors: 0, requests: 3000 };
/** Score (2×1 + 0.82 + 0.5) ÷ 4 = 0.83, and users notice. */
const busy: Minute = { cpu: 95, latency: 500, errors: 0.05, requests: 3300 };
const idle: Minute = { cpu: 10, latency: 60, errors: 0, requests: 900 };

const pools = [
  { service: 'database', floor: 2, normal: 8, peak: 15 },
  { service: 'cache', floor: 2, normal: 6, peak: 15 },
  { service: 'http', floor: 3, normal: 12, peak: 25 },
] as const;

const open = (service: string, desired: number, startMs: number) =>
  openStage({
    example: 'smart-pools',
    cluster: 'pools',
    service,
    desired,
    before: steady,
    startMs,
  });

describe('A1: every pool has its own floor, ceiling and peak ceiling', () => {
  it.each(pools)('$service runs $floor to $normal, up to $peak at peak', async (pool) => {
    const { service, floor, normal, peak } = pool;
    expect((await countsOver(await open(service, floor, nightMs), 20, busy)).at(-1)).toBe(normal);
    expect((await countsOver(await open(service, floor, noonMs), 20, busy)).at(-1)).toBe(peak);
    expect((await countsOver(await open(service, normal, nightMs), 40, idle)).at(-1)).toBe(floor);
  });
});

describe('A2 to A4: the score', () => {
  it('goes out by two a minute while it is high and the gate is open', async () => {
    const stage = await open('http', 4, noonMs);
    expect(await countsOver(stage, 4, busy)).toEqual([6, 8, 10, 12]);
  });

  it('stays while users do not notice: P95 at 300 ms is not above 300 ms', async () => {
    const stage = await open('http', 4, noonMs);
    const hidden = { ...busy, cpu: 100, errors: 0.1, latency: 300 };
    expect(await countsOver(stage, 4, hidden)).toEqual([4, 4, 4, 4]);
  });

  it('goes in by two after five low minutes, and not before', async () => {
    const stage = await open('http', 10, nightMs);
    expect(await countsOver(stage, 7, idle)).toEqual([10, 10, 10, 10, 8, 6, 4]);
  });

  it('one minute above the threshold starts the five anew', async () => {
    const stage = await open('http', 10, nightMs);
    await countsOver(stage, 3, idle);
    await countsOver(stage, 1, { ...steady, requests: idle['requests'] ?? 0 });
    expect(await countsOver(stage, 5, idle)).toEqual([10, 10, 10, 10, 8]);
  });

  it('shows its parts', async () => {
    const stage = await open('http', 4, noonMs);
    const { decisions } = await stage.tick(busy);
    expect(decisions.map(explain).join()).toMatch(
      /load score 0\.8\d \(cpu 95 is 100 %, latency 500 is 81\.82 %, errors 0\.05 is 50 %.*gate latency is 500, above 300/,
    );
  });
});

describe('A5: more than 20 % errors within a minute', () => {
  const broken: Minute = { ...busy, errors: 0.25, requests: 3000 };

  it('freeze the pool, with a critical alert that names pool and reason', async () => {
    const stage = await open('http', 4, noonMs);
    expect(await countsOver(stage, 3, broken)).toEqual([4, 4, 4]);
    expect([...stage.world.openAlerts.values()]).toMatchObject([
      {
        code: 'breaker-open',
        severity: 'critical',
        message: expect.stringContaining('pools/http'),
      },
    ]);
    expect(stage.world.notifications).toMatchObject([
      { kind: 'breaker', text: expect.stringMatching(/25 % of 3000 requests failed within 60 s/) },
    ]);
  });

  it('are forgotten after a probe that held', async () => {
    const stage = await open('http', 4, noonMs);
    await countsOver(stage, 2, broken);
    const probing = await countsOver(stage, 3, busy);
    // Half-open lets one task through; once it runs the breaker closes, and steps are of two again.
    expect(probing).toContain(5);
    expect((await countsOver(stage, 3, busy)).at(-1)).toBeGreaterThan(6);
    expect([...stage.world.openAlerts.values()].map(({ code }) => code)).not.toContain(
      'breaker-open',
    );
  });

  it('20 % and few requests trip nothing', async () => {
    const stage = await open('http', 4, noonMs);
    await stage.tick({ ...busy, errors: 0.2 });
    await stage.tick({ ...busy, errors: 1, requests: 99 });
    expect(stage.world.openAlerts.size).toBe(0);
  });
});

describe('A6: ahead of need', () => {
  it('requests that double add two before the score has moved, once', async () => {
    const stage = await open('http', 6, noonMs);
    const doubled = { ...steady, requests: 6500 };
    expect(await countsOver(stage, 4, doubled)).toEqual([8, 8, 8, 8]);
  });
});
