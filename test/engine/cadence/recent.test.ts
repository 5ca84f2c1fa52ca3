import { expect, it } from 'vitest';
import { recentOf } from '#engine/cadence/recent.ts';
import type { Reading } from '#engine/model.ts';
import { lookBackSeconds } from '#engine/plan-reads.ts';
import { minuteMs, policyOf, startMs } from '../support.ts';

const policy = policyOf();
const pointsAgo = (minutes: readonly number[]): Reading => ({
  kind: 'series',
  points: minutes.map((ago) => ({ atMs: startMs - ago * minuteMs, value: ago })),
});

const lookBackMinutes = lookBackSeconds(policy) / 60;

it('what was read of hours is cut to what a decision would have read', () => {
  const past = { cpu: pointsAgo([180, lookBackMinutes + 1, lookBackMinutes, 2]) };
  expect(recentOf(past, policy, startMs)).toEqual({ cpu: pointsAgo([lookBackMinutes, 2]) });
});

it('what is older than that still says how old it is', () => {
  expect(recentOf({ cpu: pointsAgo([180, 170]) }, policy, startMs)).toEqual({
    cpu: pointsAgo([170]),
  });
});

it('what is no series stays what it is', () => {
  const past = { cpu: { kind: 'unread' }, memory: { kind: 'series', points: [] } } as const;
  expect(recentOf(past, policy, startMs)).toEqual(past);
});
