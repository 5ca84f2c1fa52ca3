/** How the console looks, on a world that stands still: nothing to stumble over, and the picture in the README. */
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { demoStory } from '#local/demo/story.ts';
import { seriousViolations } from './accessibility.ts';
import { desktop, hasBrowser, phone } from './browser.ts';
import { newestDecision } from './decisions.ts';
import { longTest, patience, setStage } from './stage.ts';

/** `PICTURES=docs/images` renews the README's; otherwise nothing of the project is touched. */
const folder = process.env['PICTURES'] ?? join(tmpdir(), `flyball-pictures-${process.pid}`);

const minuteMs = 60_000;
/** The tour's flash crowd has begun at minute 14, and its tasks have started ten minutes later. */
const picturedMinutes = 24;

const views = [
  { name: 'console', view: desktop },
  { name: 'console-light', view: { ...desktop, colorScheme: 'light' } },
  { name: 'console-phone', view: phone },
  { name: 'console-phone-dark', view: { ...phone, colorScheme: 'dark' } },
] as const;

const settle = async (page: Page): Promise<void> => {
  await newestDecision(page, 'shop/storefront', 'out').locator('summary').click();
  await page.locator('.tile[data-state="OK"]').first().waitFor();
  await page.mouse.move(0, 0);
};

describe.skipIf(!hasBrowser)('the looks', () => {
  const { product, open } = setStage(demoStory);

  test(
    'the flash crowd of the tour is answered, and then the world stands still',
    longTest,
    async () => {
      const { clock, world } = product();
      const untilMs = clock.nowMs() + picturedMinutes * minuteMs;
      await expect.poll(() => clock.nowMs() >= untilMs, patience).toBe(true);
      clock.pause();
      const desired = world.find({ cluster: 'shop', name: 'storefront' })?.desired;
      expect(desired).toBeGreaterThan(10);
    },
  );

  test.each(views)(
    '$name: axe finds nothing serious, nothing sticks out',
    longTest,
    async ({ name, view }) => {
      const page = await open({ service: 'shop/storefront', view });
      await settle(page);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(view.width);
      expect(await seriousViolations(page)).toEqual([]);
      await mkdir(folder, { recursive: true });
      await page.screenshot({ path: join(folder, `${name}.png`) });
    },
  );
});
