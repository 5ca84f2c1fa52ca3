/** A real Chromium, and pages in it that remember what they complained of. */
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** Set by `.ci/browser`, which installs it first: `npm test` needs nothing but npm. */
const chromiumPath = process.env['CHROMIUM'] ?? '';

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
  /** What the page said to its console as a warning or an error. */
  readonly complaints: readonly string[];
};

/** A world on a machine that is busy with other things answers late, but it answers. */
const patienceMs = 60_000;

const newContext = (browser: Browser, view: View): Promise<BrowserContext> => {
  const { width, height, colorScheme } = view;
  // A colour on its way from one to the other would be judged as it is at that moment.
  const reducedMotion = 'reduce' as const;
  return browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion });
};

export const openPage = async (browser: Browser, url: string, view: View): Promise<OpenPage> => {
  const page = await (await newContext(browser, view)).newPage();
  page.setDefaultTimeout(patienceMs);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  await page.goto(url);
  return { page, complaints };
};
