/** The forecaster in the deployed stack: the past in CloudWatch, the function, the table, and the ticks that read it. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ahead } from '#local/demo/ahead.ts';
import type { LoggedDecision } from '#local/journal.ts';
import { plantOf } from '#local/plant.ts';
import { type Product, startProduct } from '#local/product.ts';
import { queryPartition } from '#local/tables.ts';
import { mean } from '#simulator/plant/samples.ts';

const minuteMs = 60_000;
const startMs = Date.UTC(2026, 10, 2, 9, 0, 0);
/** Sales open 49 minutes after the moment that the plant is made for. */
const opensMs = startMs + 27 * minuteMs;
const tickets = { cluster: 'ahead', name: 'tickets' };

let product: Product;
const decisions: LoggedDecision[] = [];
const errors: string[] = [];

const lived = (name: string) => product.world.minutes({ cluster: 'ahead', name });

beforeAll(async () => {
  product = await startProduct({
    plant: plantOf(ahead(opensMs - 49 * minuteMs)),
    fleetFile: join(import.meta.dirname, '../../examples/demo/fleet.yaml'),
    parameters: { Mode: 'act', LogLevel: 'DEBUG' },
    speed: 600,
    seed: 1,
    startMs,
    listener: {
      onDecision: (decision) => void decisions.push(decision),
      onWake: (_, error) => void (error === null ? 0 : errors.push(error)),
    },
  });
  const over = () => expect(product.clock.nowMs()).toBeGreaterThan(opensMs + 15 * minuteMs);
  await vi.waitFor(over, { timeout: 90_000, interval: 100 });
}, 120_000);
afterAll(() => product.stop());

describe('npm start', () => {
  it('shows a service that is scaled before its rise', () => {
    const before = lived('tickets').findLast(({ startMs: at }) => at < opensMs);
    const atOpening = before === undefined ? 0 : mean(before.running);
    expect(atOpening).toBeGreaterThanOrEqual(6);
    const rising = lived('tickets').filter(({ startMs: at }) => at >= opensMs);
    const hottest = Math.max(...rising.map(({ cpuPercent }) => mean(cpuPercent)));
    expect(hottest).toBeLessThan(80);
    expect(product.world.find(tickets)?.desired).toBeGreaterThanOrEqual(14);
  });

  it('shows one whose forecast is bad, and says that it is not used', () => {
    const why = decisions.findLast(({ service }) => service.endsWith('rumours'))?.why;
    expect(why).toMatch(
      /not scaled ahead by cpu, because its forecasts were off by [\d.]+ % of late/,
    );
  });

  it('keeps what was learnt of each, with what is doubted', async () => {
    const [item] = await queryPartition(
      product.ask,
      product.table,
      'SERVICE#123456789012/us-east-1/ahead/rumours',
      'FORECAST',
    );
    expect(JSON.stringify(item)).toContain('inaccurate');
    expect(errors).toEqual([]);
  });
});
