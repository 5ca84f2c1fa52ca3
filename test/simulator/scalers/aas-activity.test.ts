import { describe, expect, test } from 'vitest';
import { attemptIn, attemptOut, noActivities } from '#simulator/scalers/aas-activity.ts';
import { at } from './sights.ts';

const cooldownSeconds = 300;

/** From 4 to 7 at second 0. */
const first = attemptOut(noActivities, {
  nowMs: at(0),
  running: 4,
  desired: 4,
  want: 7,
  cooldownSeconds,
});

describe('a scale-out', () => {
  test('goes to what is wanted', () => {
    expect(first.desired).toBe(7);
  });

  test.each([
    { rule: 'no larger waits', seconds: 299, running: 7, want: 9, desired: 7 },
    { rule: 'as large waits', seconds: 299, running: 7, want: 10, desired: 7 },
    { rule: 'larger adds the difference', seconds: 60, running: 7, want: 12, desired: 9 },
    { rule: 'counts from running tasks', seconds: 60, running: 4, want: 8, desired: 8 },
    { rule: 'waits no longer than the cooldown', seconds: 300, running: 7, want: 9, desired: 9 },
  ])('within the cooldown of another: $rule', ({ seconds, running, want, desired }) => {
    const attempt = { nowMs: at(seconds), running, desired: 7, want, cooldownSeconds };
    expect(attemptOut(first.activities, attempt).desired).toBe(desired);
  });

  test('to what is desired already is none, and starts no cooldown', () => {
    const attempt = { nowMs: at(0), running: 4, desired: 7, want: 7, cooldownSeconds };
    expect(attemptOut(noActivities, attempt)).toEqual({ desired: 7, activities: noActivities });
  });

  test('that breaks through starts the cooldown anew', () => {
    const larger = { nowMs: at(200), running: 7, desired: 7, want: 12, cooldownSeconds };
    const { activities } = attemptOut(first.activities, larger);
    const again = { nowMs: at(400), running: 9, desired: 9, want: 11, cooldownSeconds };
    expect(attemptOut(activities, again).desired).toBe(9);
  });
});

describe('a scale-in', () => {
  const into = (seconds: number, desired: number, want: number) =>
    ({ nowMs: at(seconds), running: desired, desired, want, cooldownSeconds }) as const;

  test('waits for the cooldown of the one before', () => {
    const { activities } = attemptIn(noActivities, into(0, 7, 6));
    expect(attemptIn(activities, into(299, 6, 4)).desired).toBe(6);
    expect(attemptIn(activities, into(300, 6, 4)).desired).toBe(4);
  });

  test('does not wait for the cooldown of a scale-out', () => {
    expect(attemptIn(first.activities, into(60, 7, 5)).desired).toBe(5);
  });

  test('has its cooldown cancelled by a scale-out', () => {
    const scaledIn = attemptIn(noActivities, into(0, 7, 6)).activities;
    const scaledOut = attemptOut(scaledIn, into(60, 6, 8));
    expect(scaledOut.desired).toBe(8);
    expect(attemptIn(scaledOut.activities, into(120, 8, 5)).desired).toBe(5);
  });
});
