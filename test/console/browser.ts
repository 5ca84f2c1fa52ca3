/** A real Chromium, and what a page must never do in it. */
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Set by `.ci/browser`, which installs it first: `npm test` needs nothing but npm. */
export const chromiumPath = process.env['CHROMIUM'] ?? '';

export const hasBrowser = existsSync(chromiumPath);

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

export type View = {
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
};

export const desktop: View = { width: 1440, height: 1000, colorScheme: 'dark' };
export const phone: View = { width: 390, height: 844, colorScheme: 'light' };

export type OpenPage = {
  readonly page: Page;
  /** What the page complained of to its console. */
  readonly complaints: readonly string[];
};

export const openPage = async (browser: Browser, url: string, view: View): Promise<OpenPage> => {
  const { width, height, colorScheme } = view;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  await page.goto(url);
  return { page, complaints };
};
