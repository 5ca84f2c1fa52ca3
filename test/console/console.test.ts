/** The console in a real browser: somebody who has never seen it watches, breaks and understands. */
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Product } from '#local/product.ts';
import { seriousViolations } from './accessibility.ts';
import { desktop, hasBrowser, launch, openPage, phone } from './browser.ts';
import { startDemo } from './demo.ts';

if (!hasBrowser) {
  console.warn('SKIPPED the browser test: it needs Chromium; .ci/browser installs it and plays it');
}

/** `PICTURE=docs/images/console.png` renews the README's; otherwise nothing of the project is touched. */
const picturePath = process.env['PICTURE'] ?? join(tmpdir(), `flyball-${process.pid}.png`);

const decisionsOf = (service: string, direction: 'out' | 'in'): string =>
  `#feed .decision:has(.name:text-is("${service}")):has(.step.${direction})`;

describe.skipIf(!hasBrowser)('the console', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    product = await startDemo(120);
    browser = await launch();
  });
  // A page that stays open goes on asking CloudWatch, whose quota all pages share.
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  test('the tour can be held, which holds the world, and ended', async () => {
    const { page } = await openPage(browser, product.url, desktop);
    await page.getByText('A service and its load.').waitFor();
    await page.getByRole('button', { name: 'Hold' }).click();
    await expect.poll(() => product.clock.isPaused()).toBe(true);
    await page.locator('#caption').getByRole('button', { name: 'Go on' }).click();
    await expect.poll(() => product.clock.isPaused()).toBe(false);
    await page.getByRole('button', { name: 'End the tour' }).click();
    await page.locator('#caption').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Tour' }).waitFor();
  });

  test('a flash crowd is seen to scale a service out, and the decision says why', async () => {
    const { page, complaints } = await openPage(browser, product.url, desktop);
    await page.getByRole('button', { name: /search/ }).click();
    await page.locator('#detail-title', { hasText: 'shop/search' }).waitFor();
    const before = product.world.find({ cluster: 'shop', name: 'search' })?.desired ?? 0;
    await page.getByRole('button', { name: 'Flash crowd' }).click();
    await page.getByLabel('this service only').check();
    await expect
      .poll(() => product.world.find({ cluster: 'shop', name: 'search' })?.desired, {
        timeout: 30_000,
      })
      .toBeGreaterThan(before);
    const decision = page.locator(decisionsOf('shop/search', 'out')).first();
    await decision.locator('summary').click();
    await decision.locator('.clauses li').first().waitFor();
    expect(await decision.innerText()).toMatch(/Scale out from \d+ to \d+[\s\S]*cpu/);
    expect(complaints).toEqual([]);
  });

  test('time stops and goes on, at the speed that is chosen', async () => {
    const { page } = await openPage(browser, product.url, desktop);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Go on' }).waitFor();
    expect(product.clock.isPaused()).toBe(true);
    await page.getByLabel('Speed of the world').selectOption('300');
    await expect.poll(() => product.clock.speed()).toBe(300);
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect.poll(() => product.clock.isPaused()).toBe(false);
    await page.getByLabel('Speed of the world').selectOption('60');
    await expect.poll(() => product.clock.speed()).toBe(60);
  });

  test('without metrics nothing scales in, an alert says so, and it goes when they are back', async () => {
    const { page } = await openPage(browser, product.url, desktop);
    await page.getByLabel(/Metric outage/).check();
    const alert = page.locator('#alerts .alert', { hasText: 'no-data' }).first();
    await alert.waitFor({ timeout: 60_000 });
    await page.getByLabel(/Metric outage/).uncheck();
    await alert.waitFor({ state: 'detached', timeout: 60_000 });
  });

  test('an error storm trips the breaker: the page shows it, an alarm rings, a message goes out', async () => {
    const { page } = await openPage(browser, `${product.url}/?service=shop/checkout`, desktop);
    await page.getByRole('button', { name: 'Error storm' }).click();
    await page
      .locator('#detail .breaker', { hasText: 'The circuit breaker is open' })
      .waitFor({ timeout: 60_000 });
    await page.locator('#alerts .alert', { hasText: 'breaker-open' }).first().waitFor();
    const tile = page.locator('.tile', { hasText: 'BreakerTrips' });
    await tile.filter({ hasText: 'In alarm' }).waitFor({ timeout: 60_000 });
    expect(await page.locator('#messages').innerText()).toMatch(/BreakerTrips/);
    await page.getByRole('button', { name: 'Error storm' }).click();
    await page.locator('#detail .breaker').waitFor({ state: 'hidden', timeout: 90_000 });
  });

  test('the fleet is frozen and let go with one button', async () => {
    const { page } = await openPage(browser, `${product.url}/?service=shop/offers`, desktop);
    await page.getByRole('button', { name: 'Freeze the fleet' }).click();
    await page.locator('.orders', { hasText: 'freeze until' }).waitFor();
    await page.locator('#detail .reasons', { hasText: /fr(ee|o)ze/ }).waitFor({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Let the fleet scale again' }).click();
    await page.locator('.orders', { hasText: 'freeze' }).waitFor({ state: 'hidden' });
  });

  test('an order is given, obeyed, and taken back', async () => {
    const { page } = await openPage(browser, `${product.url}/?service=pools/http`, desktop);
    await page.getByLabel('Order for pools/http').selectOption('pin');
    await page.getByLabel('Tasks of the order').fill('7');
    await page.getByRole('button', { name: 'Order for 30 min' }).click();
    await page.locator('.orders', { hasText: 'pin 7 until' }).waitFor();
    await expect
      .poll(() => product.world.find({ cluster: 'pools', name: 'http' })?.desired, {
        timeout: 30_000,
      })
      .toBe(7);
    await page.getByRole('button', { name: 'Take back' }).click();
    await page.locator('.orders', { hasText: 'pin' }).waitFor({ state: 'hidden' });
  });

  test('a count that somebody sets by hand is set', async () => {
    const { page } = await openPage(browser, `${product.url}/?service=pools/cache`, desktop);
    const other = product.world.find({ cluster: 'pools', name: 'cache' })?.desired === 5 ? 4 : 5;
    await page.getByLabel('Count of tasks to set for pools/cache').fill(String(other));
    await page.getByRole('button', { name: 'Set by hand' }).click();
    await expect
      .poll(
        () =>
          product.journal
            .lines()
            .some(
              ({ text }) =>
                /foreign-change.*pools\/cache/.test(text) && text.includes(`"to":${other}`),
            ),
        {
          timeout: 30_000,
        },
      )
      .toBe(true);
  });

  test('the dashboard is the one that the stack deploys, drawn over live metrics', async () => {
    const { page, complaints } = await openPage(browser, product.url, desktop);
    const titles = product.deployment.dashboard.widgets.flatMap(({ properties }) =>
      typeof properties['title'] === 'string' ? [properties['title']] : [],
    );
    expect(titles.length).toBeGreaterThan(4);
    for (const title of titles) {
      await page.locator('#dashboard h3').getByText(title, { exact: true }).waitFor();
    }
    await page.locator('.tile[data-state="OK"]').first().waitFor({ timeout: 30_000 });
    expect(await page.locator('.metric .note').allInnerTexts()).toEqual(
      titles.slice(1).map(() => ''),
    );
    expect(complaints).toEqual([]);
  });

  test('the picture in the README is of this page', async () => {
    const { page } = await openPage(browser, `${product.url}/?service=shop/storefront`, desktop);
    await page.getByRole('button', { name: 'Flash crowd' }).click();
    await page.locator(decisionsOf('shop/storefront', 'out')).first().waitFor();
    // Long enough for the new tasks to have started and for the chart to tell the whole story.
    const seenMs = product.clock.nowMs();
    await expect
      .poll(() => product.clock.nowMs() - seenMs, { timeout: 40_000 })
      .toBeGreaterThan(16 * 60_000);
    await page.getByLabel('this service only').check();
    await page.locator(decisionsOf('shop/storefront', 'out')).first().locator('summary').click();
    await page.mouse.move(0, 0);
    await page.screenshot({ path: picturePath });
    expect((await stat(picturePath)).size).toBeGreaterThan(50_000);
  });

  test.each([
    { name: 'desktop, dark', view: desktop },
    { name: 'desktop, light', view: { ...desktop, colorScheme: 'light' as const } },
    { name: 'phone, light', view: phone },
    { name: 'phone, dark', view: { ...phone, colorScheme: 'dark' as const } },
  ])('axe finds nothing serious and nothing sticks out: $name', async ({ view }) => {
    const { page, complaints } = await openPage(browser, product.url, view);
    await page.locator('#feed .decision').first().waitFor();
    await page.locator('.tile').first().waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(view.width);
    expect(complaints).toEqual([]);
  });
});
