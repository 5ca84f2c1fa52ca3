import { describe } from 'vitest';
import type { Override, OverrideOrder } from '#engine/override.ts';
import type { BoundsWindow } from '#engine/policy.ts';
import { minuteMs, startMs } from '../support.ts';
import { check } from './aas.ts';

describe('deployments', () => {
  check([
    { name: 'turn scale-in off', current: 8, cpu: 25, view: { rollout: 'in-progress' }, to: 8 },
    { name: 'leave scale-out on', current: 8, cpu: 75, view: { rollout: 'in-progress' }, to: 12 },
  ]);
});

const order = (given: OverrideOrder): Override => ({
  order: given,
  scope: 'service',
  setAtMs: startMs - minuteMs,
  expiresAtMs: startMs + 60 * minuteMs,
  who: 'ada',
  why: 'a test',
});

describe('suspension', () => {
  const suspendIn = [order({ kind: 'pause-in' })];
  const suspendOut = [order({ kind: 'pause-out' })];
  check([
    { name: 'DynamicScalingInSuspended', current: 8, cpu: 25, overrides: suspendIn, to: 8 },
    {
      name: 'DynamicScalingInSuspended leaves scale-out on',
      current: 8,
      cpu: 75,
      overrides: suspendIn,
      to: 12,
    },
    { name: 'DynamicScalingOutSuspended', current: 8, cpu: 75, overrides: suspendOut, to: 8 },
    {
      name: 'DynamicScalingOutSuspended leaves scale-in on',
      current: 8,
      cpu: 25,
      overrides: suspendOut,
      to: 4,
    },
    // DisableScaleIn of a policy, for good
    {
      name: 'DisableScaleIn',
      current: 8,
      cpu: 25,
      policy: {
        limits: { out: { select: 'max', policies: [] }, in: { select: 'disabled', policies: [] } },
      },
      to: 8,
    },
  ]);
});

describe('scheduled actions', () => {
  const window = (min: number | null, max: number | null): readonly BoundsWindow[] => [
    { name: 'day', min, max, untilMs: startMs + minuteMs },
  ];
  check([
    {
      name: 'below a new minimum: out to it at once',
      current: 4,
      cpu: 50,
      windows: window(10, null),
      to: 10,
    },
    {
      name: 'above a new maximum: in to it at once',
      current: 8,
      cpu: 50,
      windows: window(null, 5),
      to: 5,
    },
    { name: 'between them the policies go on', current: 4, cpu: 75, windows: window(2, 20), to: 6 },
    {
      name: 'a minimum below the count changes nothing',
      current: 4,
      cpu: 50,
      windows: window(2, null),
      to: 4,
    },
    { name: 'an action that ended leaves no trace', current: 4, cpu: 50, windows: [], to: 4 },
  ]);
});

describe('a desired count that somebody changed', () => {
  check([
    {
      name: 'below the minimum, it is first raised to it',
      current: 1,
      cpu: 50,
      policy: { min: 3 },
      to: 3,
    },
    // 8 × 25 ÷ 50 = 4, once a cooldown has passed
    {
      name: 'is overwritten by the policies after a cooldown',
      current: 8,
      cpu: 25,
      state: { foreign: { atMs: startMs - 300_000, from: 4, to: 8 } },
      to: 4,
    },
    {
      name: 'and not before, unlike there',
      current: 8,
      cpu: 25,
      state: { foreign: { atMs: startMs - 299_000, from: 4, to: 8 } },
      to: 8,
    },
  ]);
});
