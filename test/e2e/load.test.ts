/** The deployed bundle follows the load. Each number of a row is the desired count after one tick. */
import { afterEach, describe, expect, it } from 'vitest';
import { sendMessages, setLoad, startRollout } from '#simulator/plant/commands.ts';
import type { ServiceSetup } from '#simulator/plant/setup.ts';
import { enabled } from './stage/place.ts';
import { openStage, type Stage } from './stage/stage.ts';

let stage: Stage;

afterEach(() => stage.close());

const web = { cluster: 'shop', name: 'web' };

/** One task does 100 requests a second, so these four run at their target of 40 %. */
const service: ServiceSetup = { ...web, desired: 4, tags: enabled, load: () => 160 };

/** Without the outage guard, or every story of falling load would be ten minutes longer. */
const fleetYaml = `
defaults: { min: 1, max: 20, collapse: false, rules: [{ kind: track, signal: cpu, target: 40 }] }
`;

/** Six calm ticks: within the window of four minutes after first sight nothing is scaled in. */
const begin = async (changes: Partial<ServiceSetup> = {}): Promise<void> => {
  stage = await openStage({ services: [{ ...service, ...changes }], fleetYaml });
  expect(await stage.play(6, 'web')).toEqual([4, 4, 4, 4, 4, 4]);
};

const load = (perSecond: number): void =>
  stage.world.change(
    web,
    setLoad(() => perSecond),
  );

describe('load that doubles', () => {
  it.each([20, 40, 90, 150])(
    'is met on the tick after its metric appears, once, with tasks that take %i s to start',
    async (startLagSeconds) => {
      await begin({ startLagSeconds });
      load(320);
      const [before, ...after] = await stage.play(12, 'web');
      expect(before).toBe(4);
      // Two more than it takes, in case the rise goes on, and back to what it takes when it has not: no third change.
      expect(after[0]).toBe(10);
      expect(after.lastIndexOf(10)).toBeLessThanOrEqual(3);
      expect(new Set(after)).toEqual(new Set([10, 8]));
      expect(stage.updates()).toBe(2);
    },
  );

  it('is met during a rollout too', async () => {
    await begin({ startLagSeconds: 600 });
    stage.world.change(web, startRollout);
    load(320);
    expect(await stage.play(3, 'web')).toEqual([4, 10, 10]);
  });
});

describe('load that falls', () => {
  it('is followed after the window, by steps of a fifth or one a minute', async () => {
    await begin();
    load(40);
    // The last busy minute leaves the window of four when the metric of the fifth calm one appears.
    expect(await stage.play(9, 'web')).toEqual([4, 4, 4, 4, 4, 3, 2, 1, 1]);
    expect(stage.updates()).toBe(3);
  });

  it('too steeply to be believed is distrusted for ten minutes more', async () => {
    stage = await openStage({
      services: [service],
      fleetYaml: fleetYaml.replace(
        'collapse: false',
        'collapse: { to: 40%, within: 5m, hold: 10m }',
      ),
    });
    await stage.play(6, 'web');
    load(40);
    const counts = await stage.play(20, 'web');
    // For five minutes it is a collapse of what was there before it, and it is remembered for ten.
    expect(counts.slice(0, 12)).toEqual(Array(12).fill(4));
    expect(counts.at(-1)).toBeLessThan(4);
  });

  it('is not followed while a rollout is under way', async () => {
    await begin({ startLagSeconds: 650 });
    load(40);
    stage.world.change(web, startRollout);
    // Without it the sixth tick would scale in.
    expect(await stage.play(9, 'web')).toEqual(Array(9).fill(4));
    const { lines } = await stage.tick();
    expect(lines).toContainEqual(
      expect.objectContaining({ message: 'held', why: expect.stringContaining('deployment') }),
    );
    expect(await stage.play(2, 'web')).toEqual([3, 2]);
  });
});

describe('a queue', () => {
  const jobs = { cluster: 'shop', name: 'jobs' };
  const worker: ServiceSetup = {
    ...jobs,
    desired: 0,
    tags: enabled,
    queue: { name: 'jobs', arrivals: () => 0, secondsPerJob: 2 },
  };
  const workers = `
services:
  - cluster: shop
    name: jobs
    min: 0
    queue: https://sqs.us-east-1.amazonaws.com/123456789012/jobs
    rules: [{ kind: backlog, perTask: 50 }]
    stabilize: { in: 2m }
    cooldown: 1m
    limits: { in: { policies: [] } }
`;
  const send = (count: number): void => stage.world.change(jobs, sendMessages(count));

  it('starts its workers from zero, sends them home when it is empty, and calls them back', async () => {
    stage = await openStage({ services: [worker], fleetYaml: workers });
    expect(await stage.play(3, 'jobs')).toEqual([0, 0, 0]);
    send(120);
    // Three workers start within 40 s and need 80 s more; then an empty queue must stay empty for two minutes.
    expect(await stage.play(8, 'jobs')).toEqual([3, 3, 3, 2, 0, 0, 0, 0]);
    expect(stage.world.find(jobs)?.queue).toMatchObject({ arrived: 120, done: 120 });
    send(1);
    expect(await stage.play(1, 'jobs')).toEqual([1]);
    expect(stage.aws.calls.get('cloudwatch:GetMetricData')).toBeUndefined();
  });
});
