/** Somebody breaks things and gives orders on the console, and sees Flyball hold. */
import { describe, expect, test } from 'vitest';
import { hasBrowser } from './browser.ts';
import { longTest, patience, setStage } from './stage.ts';

describe.skipIf(!hasBrowser)('meddling', () => {
  const { product, open, mayComplainOf } = setStage();
  const desiredOf = (cluster: string, name: string) => () =>
    product().world.find({ cluster, name })?.desired;

  test('without metrics an alert says so, and it goes when they are back', longTest, async () => {
    // The dashboard's own questions fail too, which the browser notes.
    mayComplainOf(/Failed to load resource/);
    const page = await open();
    await page.getByLabel(/Metric outage/).check();
    const alert = page.locator('#alerts .alert', { hasText: 'no-data' }).first();
    await alert.waitFor();
    await page.getByLabel(/Metric outage/).uncheck();
    await alert.waitFor({ state: 'detached' });
  });

  test(
    'an error storm trips the breaker: page, alarm and message say so, until it closes',
    longTest,
    async () => {
      const page = await open({ service: 'shop/checkout' });
      await page.getByRole('button', { name: 'Error storm' }).click();
      await page.locator('#detail .breaker', { hasText: 'The circuit breaker is open' }).waitFor();
      await page.locator('#alerts .alert', { hasText: 'breaker-open' }).first().waitFor();
      const tile = page.locator('.tile', { hasText: 'BreakerTrips' });
      await tile.filter({ hasText: 'In alarm' }).waitFor();
      await page.locator('#messages', { hasText: 'BreakerTrips' }).waitFor();
      await page.getByRole('button', { name: 'Error storm' }).click();
      await page.locator('#detail .breaker').waitFor({ state: 'hidden' });
    },
  );

  test('the fleet is frozen and let go with one button', longTest, async () => {
    const page = await open({ service: 'shop/offers' });
    await page.getByRole('button', { name: 'Freeze the fleet' }).click();
    await page.locator('.orders', { hasText: 'freeze until' }).waitFor();
    await page.locator('#detail .reasons', { hasText: /fr(ee|o)ze/ }).waitFor();
    await page.getByRole('button', { name: 'Let the fleet scale again' }).click();
    await page.locator('.orders', { hasText: 'freeze' }).waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Freeze the fleet' }).waitFor();
  });

  test('an order is given, obeyed, and taken back', longTest, async () => {
    const page = await open({ service: 'pools/http' });
    await page.getByLabel('Order for pools/http').selectOption('pin');
    await page.getByLabel('Tasks of the order').fill('7');
    await page.getByRole('button', { name: 'Order for 30 min' }).click();
    await page.locator('.orders', { hasText: 'pin 7 until' }).waitFor();
    await expect.poll(desiredOf('pools', 'http'), patience).toBe(7);
    await page.getByRole('button', { name: 'Take back' }).click();
    await page.locator('.orders', { hasText: 'pin' }).waitFor({ state: 'hidden' });
  });

  test('a count that somebody sets by hand is set, and noticed', longTest, async () => {
    const page = await open({ service: 'pools/cache' });
    const other = desiredOf('pools', 'cache')() === 5 ? 4 : 5;
    await page.getByLabel('Count of tasks to set for pools/cache').fill(String(other));
    await page.getByRole('button', { name: 'Set by hand' }).click();
    const noticed = () =>
      product()
        .journal.lines()
        .some(({ text }) => text.includes('foreign-change') && text.includes(`"to":${other}`));
    await expect.poll(noticed, patience).toBe(true);
  });
});
