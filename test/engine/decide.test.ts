import { describe, expect, it } from 'vitest';
import { bare, policyOf, ruleDefaults } from './support.ts';
import { play, type Timeline } from './timeline.ts';

type Story = Omit<Timeline, 'policy'> & {
  readonly name: string;
  readonly policy?: Timeline['policy'];
  readonly expect: readonly number[];
};

const steady = policyOf();

// Loads are percent of one task; the target is 50 %, so 200 is worth four tasks. Metrics are one tick late.
const stories: readonly Story[] = [
  {
    name: 'a steady load changes nothing',
    desired: 4,
    load: [200, 200, 200],
    expect: [4, 4, 4],
  },
  {
    name: 'a doubled load is answered once, on the tick after its metric appears',
    desired: 4,
    load: [200, 380, 380, 380, 380],
    startTicks: 3,
    // 380 % over 4 tasks reads 95 %: saturated, so 7.6 tasks count as 11.4.
    expect: [4, 4, 12, 12, 12],
  },
  {
    name: 'tasks that are still starting cause no second scale-out',
    desired: 4,
    load: [200, 320, 320, 320, 320, 320, 320],
    startTicks: 4,
    expect: [4, 4, 7, 7, 7, 7, 7],
  },
  {
    name: 'a wish within the dead band changes nothing',
    desired: 10,
    load: [500, 545, 545, 460, 460],
    expect: [10, 10, 10, 10, 10],
  },
  {
    name: 'scale-in waits until the whole window is calm',
    desired: 8,
    load: [400, 200, 200, 200, 200, 200, 200, 200],
    expect: [8, 8, 8, 8, 8, 8, 8, 4],
  },
  {
    name: 'one busy minute restarts the calm window',
    desired: 8,
    load: [400, 200, 200, 200, 400, 200, 200, 200, 200, 200, 200, 200],
    expect: [8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 4],
  },
  {
    name: 'metrics that vanish move nothing, in either direction',
    desired: 8,
    load: [400, 100, 100, 100, 100, 100, 100, 100, 100],
    happenings: Object.fromEntries(
      Array.from({ length: 8 }, (_, index) => [index + 1, { metrics: 'gone' }]),
    ),
    expect: [8, 8, 8, 8, 8, 8, 8, 8, 8],
  },
  {
    name: 'no scale-in while a rollout is in progress',
    desired: 8,
    load: [400, 200, 200, 200, 200, 200, 200, 200, 200, 200],
    happenings: { 7: { rollout: 'in-progress' }, 8: { rollout: 'in-progress' } },
    expect: [8, 8, 8, 8, 8, 8, 8, 8, 8, 4],
  },
  {
    name: 'a rollout does not hold scale-out',
    desired: 4,
    load: [200, 320, 320],
    happenings: { 2: { rollout: 'in-progress' } },
    expect: [4, 4, 7],
  },
  {
    name: 'a count set by hand stands for one cooldown',
    desired: 4,
    load: [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200],
    happenings: { 2: { desired: 6 } },
    expect: [4, 4, 6, 6, 6, 6, 6, 4, 4, 4, 4, 4],
  },
  {
    name: 'a service never seen before is not scaled in before a full window',
    desired: 8,
    load: [200, 200, 200, 200, 200, 200, 200, 200],
    historyMinutes: 0,
    // Five minutes after the first sight, at the sixth tick, the window is full.
    expect: [8, 8, 8, 8, 8, 4, 4, 4],
  },
  {
    name: 'a service never seen before is scaled out at once',
    desired: 4,
    load: [320, 320, 320],
    historyMinutes: 0,
    expect: [4, 7, 7],
  },
  {
    name: 'a count below the minimum is raised without any signal',
    desired: 0,
    load: [0, 0],
    policy: policyOf({ min: 2 }),
    expect: [2, 2],
  },
  {
    name: 'a queue worker comes from zero, follows the backlog up, and goes back to zero',
    desired: 0,
    signal: 'queueDepth',
    load: [0, 1, 51, 322, 1000, 120, 0, 0],
    policy: policyOf({
      ...bare,
      min: 0,
      max: 10,
      rules: [
        {
          ...ruleDefaults,
          kind: 'backlog',
          name: 'backlog',
          signal: 'queueDepth',
          perTask: 50,
          learn: null,
        },
      ],
    }),
    expect: [0, 1, 2, 7, 10, 3, 0, 0],
  },
];

describe('the pipeline, played minute by minute', () => {
  for (const { name, expect: expected, policy = steady, ...timeline } of stories) {
    it(name, () => {
      expect(play({ ...timeline, policy }).counts).toEqual(expected);
    });
  }
});
