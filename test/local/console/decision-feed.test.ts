import { expect, test } from 'vitest';
import { createActionLines } from '#cli/local/action-line.ts';
import { createDecisionFeed } from '#local/console/decision-feed.ts';

const decisionOf = (service: string) => ({
  atMs: Date.UTC(2026, 10, 2, 9),
  service,
  from: 2,
  to: 5,
  asked: 5,
  urgency: 'high',
  why: 'cpu 100',
  hindrance: null,
});

const here = decisionOf('123456789012/us-east-1/shop/web');
const there = decisionOf('222222222222/us-east-1/shop/web');

test('a service elsewhere is not taken for its namesake at home', () => {
  const feed = createDecisionFeed(() => false);
  feed.add(here);
  feed.add(there);
  expect(feed.all().map(({ service }) => service)).toEqual(['shop/web', there.service]);
  const lines = createActionLines((_, text) => text);
  expect([here, there].map(lines)).toEqual([
    expect.stringMatching(/^09:00 {2}shop\/web +2 → 5 {2}cpu 100$/),
    expect.stringMatching(/^09:00 {2}222222222222\/us-east-1\/shop\/web +2 → 5 {2}cpu 100$/),
  ]);
});
