/** Somebody who has never seen the console watches the world and understands what it does. */
import { describe, expect, test } from 'vitest';
import { hasBrowser, phone } from './browser.ts';
import { newestDecision } from './decisions.ts';
import { longTest, patience, setStage } from './stage.ts';

describe.skipIf(!hasBrowser)('watching', () => {
  const { product, open } = setStage();

  test(
    'a flash crowd is seen to scale a service out, and the decision says why',
    longTest,
    async () => {
      const page = await open();
      await page.getByRole('button', { name: /search/ }).click();
      await page.locator('#detail-title', { hasText: 'shop/search' }).waitFor();
      const desired = () => product().world.find({ cluster: 'shop', name: 'search' })?.desired;
      const before = desired() ?? 0;
      await page.getByRole('button', { name: 'Flash crowd' }).click();
      await page.getByLabel('this service only').check();
      await expect.poll(desired, patience).toBeGreaterThan(before);
      const decision = newestDecision(page, 'shop/search', 'out');
      await decision.locator('summary').click();
      await decision.locator('.clauses li').first().waitFor();
      expect(await decision.innerText()).toMatch(/Scale out from \d+ to \d+[\s\S]*cpu/);
    },
  );

  test('a phone shows the same: a tap on a service, a tap on its decision', longTest, async () => {
    const page = await open({ view: phone });
    await page.getByRole('button', { name: /thumbnails/ }).click();
    await page.locator('#detail-title', { hasText: 'jobs/thumbnails' }).waitFor();
    await page.getByRole('button', { name: '1,000 messages' }).click();
    const decision = newestDecision(page, 'jobs/thumbnails', 'out');
    await decision.locator('summary').click();
    expect(await decision.innerText()).toMatch(/Scale out from \d+ to \d+[\s\S]*backlog/);
  });

  test('time stops and goes on, at the speed that is chosen', async () => {
    const { clock } = product();
    const page = await open();
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await page.getByRole('button', { name: 'Go on' }).waitFor();
    expect(clock.isPaused()).toBe(true);
    await page.getByLabel('Speed of the world').selectOption('300');
    await expect.poll(clock.speed, patience).toBe(300);
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect.poll(clock.isPaused, patience).toBe(false);
    await page.getByLabel('Speed of the world').selectOption('60');
    await expect.poll(clock.speed, patience).toBe(60);
  });

  test('two browsers see the same world, and what one does the other is shown', async () => {
    const [one, other] = [await open(), await open({ view: phone })];
    await one.getByRole('button', { name: 'Pause', exact: true }).click();
    await other.getByRole('button', { name: 'Go on' }).click();
    await one.getByRole('button', { name: 'Pause', exact: true }).waitFor();
    expect(product().clock.isPaused()).toBe(false);
  });

  test('the dashboard is the one that the stack deploys, drawn over live metrics', async () => {
    const page = await open();
    const titles = product().deployment.dashboard.widgets.flatMap(({ properties }) =>
      typeof properties['title'] === 'string' ? [properties['title']] : [],
    );
    expect(titles.length).toBeGreaterThan(4);
    for (const title of titles) {
      await page.locator('#dashboard h3').getByText(title, { exact: true }).waitFor();
    }
    await page.locator('.tile[data-state="OK"]').first().waitFor();
    expect((await page.locator('.metric .note').allInnerTexts()).join('')).toBe('');
  });
});
