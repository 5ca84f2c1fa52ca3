import { describe } from 'vitest';
import type { Limits, Policy } from '#engine/policy.ts';
import type { Action } from '#engine/state.ts';
import { startMs } from '../support.ts';
import { check, disabled, max, min, percent, tasks } from './hpa.ts';

describe('the default behavior', () => {
  check([
    // 1 × 500 ÷ 50 = 10; at most max(1 + 100 %, 1 + 4) = 5
    { name: 'small counts grow by four pods', current: 1, cpu: 500, to: 5 },
    // 10 × 500 ÷ 50 = 100; at most max(10 + 100 %, 10 + 4) = 20
    { name: 'large counts double', current: 10, cpu: 500, to: 20 },
    // 4 × 500 ÷ 50 = 40; max(8, 8)
    { name: 'at four pods both are the same', current: 4, cpu: 500, to: 8 },
    // 100 × 5 ÷ 50 = 10; 100 % may go at once
    { name: 'everything may go at once on the way down', current: 100, cpu: 5, to: 10 },
  ]);
});

describe('the stabilisation windows', () => {
  check([
    // recommendations of the last 300 s: 8, 6, 5, 5, 5, 5 of 10, the one exactly 300 s ago included; the highest is 8
    {
      name: 'down: the highest recommendation of 300 s',
      current: 10,
      cpu: [50, 40, 30, 25, 25, 25, 25],
      to: 8,
    },
    // the 8 is over: 6, 5, 5, 5, 5, 5
    {
      name: 'down: older ones are over',
      current: 10,
      cpu: [50, 40, 30, 25, 25, 25, 25, 25],
      to: 6,
    },
    // one busy minute in the middle: 10 × 50 ÷ 50 = 10
    { name: 'down: one busy minute holds', current: 10, cpu: [25, 25, 50, 25, 25, 25], to: 10 },
    // scaleUp.stabilizationWindowSeconds 60: 12, 16 of 10; the lowest is 12
    {
      name: 'up: the lowest recommendation of the window',
      current: 10,
      cpu: [50, 60, 80],
      policy: { stabilizeSeconds: { out: 60, in: 300 } },
      to: 12,
    },
    // scaleUp: 0 s
    { name: 'up: at once by default', current: 10, cpu: [50, 50, 80], to: 16 },
    // scaleDown.stabilizationWindowSeconds 0: 10 × 25 ÷ 50
    {
      name: 'down: at once where it is 0',
      current: 10,
      cpu: [50, 50, 25],
      policy: { stabilizeSeconds: { out: 0, in: 0 } },
      to: 5,
    },
  ]);
});

const changed = (secondsAgo: number, from: number, to: number): Action => ({
  atMs: startMs - secondsAgo * 1000,
  from,
  to,
  urgency: 'low',
});

const downBy = (limits: Limits): Partial<Policy> => ({
  limits: { out: max(), in: limits },
});
const upBy = (limits: Limits): Partial<Policy> => ({ limits: { out: limits, in: max() } });

describe('scaling policies', () => {
  check([
    // 80 pods, wanted 80 × 5 ÷ 50 = 8: 10 % of 80 is 8
    {
      name: 'down by 10 % a minute: 80 to 72',
      current: 80,
      cpu: 5,
      policy: downBy(max(percent(10, 60))),
      to: 72,
    },
    // 10 % of 72 is 7.2, rounded up to 8
    {
      name: 'down by 10 % a minute: 72 to 64',
      current: 72,
      cpu: 5,
      policy: downBy(max(percent(10, 60))),
      to: 64,
    },
    // max(4 pods, 10 % of 72 = 8)
    {
      name: 'selectPolicy Max takes the larger change',
      current: 72,
      cpu: 5,
      policy: downBy(max(tasks(4, 60), percent(10, 60))),
      to: 64,
    },
    // max(4 pods, 10 % of 30 = 3)
    {
      name: 'selectPolicy Max below 40 pods',
      current: 30,
      cpu: 5,
      policy: downBy(max(tasks(4, 60), percent(10, 60))),
      to: 26,
    },
    // min(4 pods, 10 % of 72 = 8)
    {
      name: 'selectPolicy Min takes the smaller change',
      current: 72,
      cpu: 5,
      policy: downBy(min(tasks(4, 60), percent(10, 60))),
      to: 68,
    },
    {
      name: 'selectPolicy Disabled on the way down',
      current: 72,
      cpu: 5,
      policy: downBy(disabled),
      to: 72,
    },
    {
      name: 'selectPolicy Disabled on the way up',
      current: 10,
      cpu: 100,
      policy: upBy(disabled),
      to: 10,
    },
    {
      name: 'Disabled leaves the other way open',
      current: 10,
      cpu: 100,
      policy: downBy(disabled),
      to: 20,
    },
    // 10 × 100 ÷ 50 = 20; 10 + 25 % = 12.5, rounded up
    {
      name: 'up by 25 %, rounded up',
      current: 10,
      cpu: 100,
      policy: upBy(max(percent(25, 60))),
      to: 13,
    },
    // 13 now, 10 a period ago: 10 + 4 = 14
    {
      name: 'what was added in the period counts',
      current: 13,
      cpu: 100,
      policy: upBy(max(tasks(4, 60))),
      recent: [changed(30, 10, 13)],
      to: 14,
    },
    // the period is over
    {
      name: 'and no longer than the period',
      current: 13,
      cpu: 100,
      policy: upBy(max(tasks(4, 60))),
      recent: [changed(60, 10, 13)],
      to: 17,
    },
    // 72 now, 80 a period ago: 80 − 10 % = 72
    {
      name: 'what was removed in the period counts',
      current: 72,
      cpu: 5,
      policy: downBy(max(percent(10, 60))),
      recent: [changed(30, 80, 72)],
      to: 72,
    },
  ]);
});
