/** The tour, and how the console looks in the middle of it: nothing to stumble over, and the README's pictures. */
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { demoStory } from '#local/demo/story.ts';
import { seriousViolations } from './accessibility.ts';
import { desktop, hasBrowser, phone, type View } from './browser.ts';
import { newestDecision } from './decisions.ts';
import { demoStartMs } from './demo.ts';
import { longTest, patience, setStage } from './stage.ts';

/** `PICTURES=docs/images` renews the README's; otherwise nothing of the project is touched. */
const folder = process.env['PICTURES'] ?? join(tmpdir(), `flyball-pictures-${process.pid}`);

const minuteMs = 60_000;
/** The tour's flash crowd begins at minute 14; ten minutes later the tasks that it needs run. */
const picturedMinutes = 24;

const dark = (view: View): View => ({ ...view, colorScheme: 'dark' });
const light = (view: View): View => ({ ...view, colorScheme: 'light' });

const views = [
  { name: 'a desktop, dark', view: dark(desktop), picture: 'console.png' },
  { name: 'a desktop, light', view: light(desktop), picture: 'console-light.png' },
  { name: 'a phone, dark', view: dark(phone), picture: null },
  { name: 'a phone, light', view: light(phone), picture: 'console-phone.png' },
];

const takePicture = async (page: Page, name: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, name) });
};

const settle = async (page: Page): Promise<void> => {
  await newestDecision(page, 'shop/storefront', 'out').locator('summary').click();
  await page.locator('.tile[data-state="OK"]').first().waitFor();
  await page.mouse.move(0, 0);
  await page.evaluate('scrollTo(0, 0)');
};

describe.skipIf(!hasBrowser)('the tour', () => {
  const { product, open } = setStage(demoStory);

  test('can be held, which holds the world', async () => {
    const page = await open();
    await page.getByText('A service and its load.').waitFor();
    await page.getByRole('button', { name: 'Hold' }).click();
    await expect.poll(product().clock.isPaused, patience).toBe(true);
    await page.locator('#caption').getByRole('button', { name: 'Go on' }).click();
    await expect.poll(product().clock.isPaused, patience).toBe(false);
  });

  test('brings a flash crowd, which is answered', longTest, async () => {
    const { clock, world } = product();
    const pictureMs = demoStartMs + picturedMinutes * minuteMs;
    await expect.poll(() => clock.nowMs() > pictureMs, patience).toBe(true);
    clock.pause();
    const desired = world.find({ cluster: 'shop', name: 'storefront' })?.desired;
    expect(desired).toBeGreaterThan(30);
  });

  test.each(views)(
    'is shown without stumbling blocks: $name',
    longTest,
    async ({ view, picture }) => {
      const page = await open({ service: 'shop/storefront', view });
      await settle(page);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(view.width);
      expect(await seriousViolations(page)).toEqual([]);
      if (picture !== null) await takePicture(page, picture);
    },
  );

  test('can be ended', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'End the tour' }).click();
    await page.locator('#caption').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Tour' }).waitFor();
  });
});
