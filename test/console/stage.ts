/** One world and one Chromium for all the tests of a file, and a page each that must have nothing to complain of. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { OpenForesights } from '#local/console/foresights.ts';
import type { Product } from '#local/product.ts';
import type { TourStep } from '#local/tour/tour.ts';
import { desktop, hasBrowser, launch, type OpenPage, openPage, type View } from './browser.ts';
import { startDemo } from './demo.ts';

if (!hasBrowser) {
  console.warn('SKIPPED the browser tests: they need Chromium; .ci/browser brings and uses it');
}

/** How long the world may take to do what is waited for, in real time, on a busy machine. */
export const patience = { timeout: 60_000, interval: 100 } as const;

/** For a test that waits for the world several times. */
export const longTest = { timeout: 240_000 } as const;

export type Stage = {
  readonly product: () => Product;
  /** At `/`, or with a service chosen. */
  readonly open: (at?: { readonly service?: string; readonly view?: View }) => Promise<Page>;
  /** What the browser says of requests that are made to fail. */
  readonly mayComplainOf: (pattern: RegExp) => void;
};

const needed = <Thing>(thing: Thing | null): Thing => {
  if (thing === null) throw new Error('The stage is set before the first test, not earlier');
  return thing;
};

/** The pages of one test, and whether they may complain. */
const createPages = () => {
  let pages: OpenPage[] = [];
  let allowed: RegExp | null = null;
  return {
    add: (page: OpenPage): void => {
      pages.push(page);
    },
    allow: (pattern: RegExp): void => {
      allowed = pattern;
    },
    /** What nobody expected; and then everything is forgotten. */
    take: (): readonly string[] => {
      const complaints = pages.flatMap((page) => page.complaints);
      const unexpected = complaints.filter((text) => allowed?.test(text) !== true);
      pages = [];
      allowed = null;
      return unexpected;
    },
  };
};

export const setStage = (story: readonly TourStep[] = [], foresights?: OpenForesights): Stage => {
  let product: Product | null = null;
  let browser: Browser | null = null;
  const pages = createPages();

  beforeAll(async () => {
    product = await startDemo(120, story, foresights);
    browser = await launch();
  });
  afterEach(async () => {
    // A page that stays open goes on asking CloudWatch, whose quota all pages share.
    await Promise.all((browser?.contexts() ?? []).map((context) => context.close()));
    expect(pages.take()).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  return {
    product: () => needed(product),
    open: async ({ service, view = desktop } = {}) => {
      const query = service === undefined ? '' : `?service=${service}`;
      const opened = await openPage(needed(browser), `${needed(product).url}/${query}`, view);
      pages.add(opened);
      return opened.page;
    },
    mayComplainOf: pages.allow,
  };
};
