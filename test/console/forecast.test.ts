/** What is forecast of a service is drawn over its load, and it is said whether anything goes by it. */
import { describe, expect, test } from 'vitest';
import { type Lead, levels } from '#engine/foresight/forecast.ts';
import type { OpenForesights, ServiceForesight } from '#local/console/foresights.ts';
import { hasBrowser } from './browser.ts';
import { longTest, patience, setStage } from './stage.ts';

const minuteMs = 60_000;

/** Rises from 400 % to 1000 % of CPU over two hours, give or take an eighth. */
const risingFrom = (nowMs: number, doubt: string | null): readonly ServiceForesight[] => {
  const madeAtMs = nowMs - (nowMs % (60 * minuteMs));
  const leads = Array.from({ length: 24 }, (_, step): Lead => {
    const expected = 400 + 600 * Math.sin(((step + 1) / 24) * (Math.PI / 2));
    return {
      aheadMs: (step + 1) * 5 * minuteMs,
      expected,
      below: levels.map((level) => expected * (1 + (level - 0.5) / 4)),
      eventFactor: 1,
      accuracy: null,
    };
  });
  const made = { madeAtMs, stepMs: 5 * minuteMs, highestLoad: 1000, leads };
  return [
    { signal: 'cpu', doubt, forecast: { kind: 'forecast', method: { kind: 'week' }, ...made } },
  ];
};

const foresights: OpenForesights = () => ({
  of: async (_, nowMs) =>
    new Map([
      ['shop/storefront', risingFrom(nowMs, null)],
      ['shop/search', risingFrom(nowMs, 'accuracy 61 % < 85 %')],
    ]),
});

describe.skipIf(!hasBrowser)('the forecast of a service', () => {
  const { open } = setStage([], foresights);

  test('that is not good enough says so', longTest, async () => {
    const page = await open({ service: 'shop/search' });
    const badge = page.locator('.forecast');
    await badge.waitFor();
    await expect
      .poll(() => badge.innerText(), patience)
      .toBe('forecast not used: accuracy 61 % < 85 %');
  });

  test('is drawn beside what was measured, two hours ahead', longTest, async () => {
    const page = await open({ service: 'shop/storefront' });
    await page.locator('.forecast').waitFor();
    const chart = page.locator('#detail canvas').first();
    const box = await chart.boundingBox();
    if (box === null) throw new Error('the chart has no place');
    await page.mouse.move(box.x + box.width - 60, box.y + box.height / 2);
    await expect
      .poll(() => page.locator('#detail .tip').first().innerText(), patience)
      .toMatch(/forecast \d+/);
    // What was measured last is not shown as if it were measured then.
    expect(await page.locator('#detail .tip').first().innerText()).not.toMatch(/load/);
    const shot = process.env['SHOT'];
    if (shot !== undefined) await page.screenshot({ path: shot });
  });

  test('is nothing where nothing is forecast', longTest, async () => {
    const page = await open({ service: 'shop/offers' });
    await page.locator('#detail-title', { hasText: 'shop/offers' }).waitFor();
    expect(await page.locator('.forecast').isVisible()).toBe(false);
  });
});
