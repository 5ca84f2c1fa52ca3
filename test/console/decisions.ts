/** Where a service's decisions are on the page. */
import type { Locator, Page } from 'playwright-core';

export const newestDecision = (page: Page, service: string, direction: 'out' | 'in'): Locator =>
  page.locator(`#feed .decision:has(.name:text-is("${service}")):has(.step.${direction})`).first();
