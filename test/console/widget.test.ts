/** The dashboard's widget as an operator uses it: looked at, turned over, and its buttons pressed. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test, vi } from 'vitest';
import { seriousViolations } from './accessibility.ts';
import { desktop, hasBrowser, phone } from './browser.ts';
import { longTest, patience, setStage } from './stage.ts';

const widgetOf = (page: Page) => page.locator('.custom-widget');

/** The widget is put anew every few seconds: a click may fall on what is just going, as a person's may. */
const clickFor = (target: Locator, effect: Locator): Promise<void> =>
  vi.waitFor(async () => {
    if ((await effect.count()) === 0) await target.click({ timeout: 5_000 });
    await effect.waitFor({ timeout: 5_000 });
  }, patience);

const turnTo = (page: Page, tab: string): Promise<void> => {
  const widget = widgetOf(page);
  return clickFor(
    widget.getByRole('button', { name: tab, exact: true }),
    widget.locator('.tab[aria-current="true"]', { hasText: tab }),
  );
};

const questionOn = (page: Page) => page.getByRole('dialog', { name: 'Are you sure?' });

const press = (page: Page, name: string): Promise<void> =>
  clickFor(widgetOf(page).getByRole('button', { name }), questionOn(page));

const openStorefront = (page: Page): Promise<void> =>
  clickFor(
    widgetOf(page).getByRole('button', { name: 'shop/storefront' }),
    page.locator('dialog .flyball .headline'),
  );

describe.skipIf(!hasBrowser)('the widget', () => {
  const { product, open, mayComplainOf } = setStage();

  test('says at once whether anybody is needed, and how fresh that is', longTest, async () => {
    const widget = widgetOf(await open());
    await widget.locator('.headline h2').waitFor();
    // Two services of the demonstration are misconfigured on purpose.
    await expect.poll(() => widget.locator('.headline').innerText(), patience).toMatch(/need/);
    expect(await widget.locator('.bar').innerText()).toMatch(/Last tick \d\d:\d\d UTC/);
  });

  test('has four views, and every decision unfolds into its reasons', longTest, async () => {
    const page = await open();
    const widget = widgetOf(page);
    await turnTo(page, 'Services');
    await widget.getByRole('button', { name: 'shop/storefront' }).waitFor();
    await widget.locator('td .steps').first().waitFor({ state: 'attached' });
    await turnTo(page, 'Predictions');
    await widget.getByRole('columnheader', { name: 'Next two hours' }).waitFor();
    await turnTo(page, 'Decisions');
    const reason = widget.locator('.feed details[open] li:not(:empty)').first();
    await clickFor(widget.locator('.feed summary').first(), reason);
  });

  test('finds a service by a part of its name, and sorts', longTest, async () => {
    const page = await open();
    const widget = widgetOf(page);
    await turnTo(page, 'Services');
    await widget.getByLabel("Part of a service's name").fill('STORE');
    await widget.getByRole('button', { name: 'Find' }).click();
    await widget.getByText('1–1 of 1', { exact: true }).waitFor();
    await widget.getByRole('button', { name: 'Tasks' }).click();
    await widget.getByRole('button', { name: 'Tasks ▾' }).waitFor();
  });

  test('answers what happens to a service, why, and what would change it', longTest, async () => {
    const page = await open();
    await turnTo(page, 'Services');
    await openStorefront(page);
    const text = await page.locator('dialog .flyball').innerText();
    for (const part of [
      /Why it is at \d+/,
      /More tasks/,
      /Fewer tasks/,
      /Trouble in the last hour/,
      /\$/,
    ]) {
      expect(text).toMatch(part);
    }
  });

  test(
    'stops the fleet with one click and one question, and starts it again',
    longTest,
    async () => {
      const page = await open();
      const widget = widgetOf(page);
      const agreeTo = async (name: string): Promise<void> => {
        await press(page, name);
        await questionOn(page).getByRole('button', { name: 'Yes' }).click();
        await page.locator('dialog', { hasText: 'the whole fleet' }).waitFor();
        await page.getByRole('button', { name: 'Close' }).click();
      };
      await agreeTo('Pause fleet');
      await widget
        .getByText(/stopped by a person/)
        .or(widget.locator('.orders'))
        .first()
        .waitFor();
      await agreeTo('Resume fleet');
      await widget.getByRole('button', { name: 'Pause fleet' }).waitFor();
      expect(product().clock.isPaused()).toBe(false);
    },
  );

  test('changes nothing when the question is answered with no', longTest, async () => {
    const page = await open();
    await press(page, 'Pause fleet');
    const question = questionOn(page);
    expect(await question.innerText()).toContain('the whole fleet');
    await question.getByRole('button', { name: 'No' }).click();
    await question.waitFor({ state: 'detached' });
    expect(await page.locator('dialog').count()).toBe(0);
  });

  test('may not run scripts, whatever a function answers', longTest, async () => {
    mayComplainOf(/Content Security Policy|Failed to load/);
    const page = await open();
    const answer = `<div class="flyball tabs"><script>document.title='owned'</script>
<img id="kept" src="data:image/png;base64,x" onerror="document.title='owned'"><iframe src="/"></iframe>
<svg><use href="#x"></use></svg><a href="javascript:document.title='owned'">go</a></div>`;
    await page.route('**/_local/functions', (route) => route.fulfill({ json: { answer } }));
    const widget = widgetOf(page);
    await widget.locator('#kept').waitFor({ state: 'attached' });
    expect(await widget.locator('script, iframe, use, [onerror], [href]').count()).toBe(0);
    expect(await page.title()).not.toContain('owned');
  });

  test.each([
    ['in the light', { ...desktop, colorScheme: 'light' as const }],
    ['in the dark', desktop],
    ['on a phone', phone],
  ])('can be used by everybody, %s', longTest, async (_, view) => {
    const page = await open({ view });
    for (const tab of ['Overview', 'Services', 'Predictions', 'Decisions']) {
      await turnTo(page, tab);
      expect(await seriousViolations(page)).toEqual([]);
    }
    await turnTo(page, 'Services');
    await openStorefront(page);
    expect(await seriousViolations(page)).toEqual([]);
  });
});
