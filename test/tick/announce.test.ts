import { describe, expect, it } from 'vitest';
import { runTick } from '#lib/tick.ts';
import { fleetOf, inputOf, minuteMs, startMs, withPorts, worldOf } from './support.ts';

const overloaded = { name: 'web', desired: 4, cpu: 80 };

describe('an action', () => {
  it('is told with its numbers, its reason, and the same as data', async () => {
    const world = worldOf([overloaded]);
    await runTick(inputOf(world));
    expect(world.notifications).toMatchObject([
      {
        kind: 'action',
        severity: 'info',
        subject: 'Flyball: prod/web from 4 to 6',
        text: expect.stringMatching(/^Scale out from 4 to 6: track cpu: cpu 80/),
        detail: { from: 4, to: 6, mode: 'act', at: '2026-01-05T09:00:00.000Z' },
      },
    ]);
  });

  it('that is only observed is marked, and told when it is news', async () => {
    const world = worldOf([overloaded]);
    const fleet = fleetOf('', 'observe');
    await runTick(inputOf(world, { fleet }));
    await runTick(inputOf(world, { fleet, tickMs: startMs + minuteMs }));
    expect(world.notifications).toMatchObject([
      {
        subject: 'Flyball [observe]: prod/web would go from 4 to 6',
        text: expect.stringMatching(/^Observed only, nothing was changed\./),
      },
    ]);
  });

  it('that ECS refused is no action', async () => {
    const world = worldOf([overloaded]);
    const refused = { kind: 'refused', cause: 'Throttling', retryable: true } as const;
    await runTick(withPorts(world, { serviceWriter: { setDesired: async () => refused } }));
    expect(world.notifications).toEqual([]);
  });

  it('that did not happen is not told', async () => {
    const world = worldOf([{ ...overloaded, cpu: 60 }]);
    await runTick(inputOf(world));
    expect(world.notifications).toEqual([]);
  });
});

describe('a tick with much to tell', () => {
  const many = () =>
    worldOf(Array.from({ length: 30 }, (_, index) => ({ ...overloaded, name: `s${index}` })));

  it('tells twenty one by one, and the rest in one digest', async () => {
    const world = many();
    await runTick(inputOf(world));
    expect(world.writes).toHaveLength(30);
    expect(world.notifications).toHaveLength(21);
    const digest = world.notifications.at(-1);
    expect(digest).toMatchObject({
      subject: 'Flyball: 10 more in the same tick',
      detail: { count: 10 },
    });
    expect(digest?.text.split('\n')).toHaveLength(11);
  });

  it('tells the worst first', async () => {
    const world = many();
    world.rivals.set('123456789012/us-east-1/prod/s29', { resourceId: 'r', detail: 'd' });
    await runTick(inputOf(world));
    expect(world.notifications[0]).toMatchObject({ kind: 'alert', severity: 'critical' });
  });
});

it('what could not be told fails the tick, and undoes nothing', async () => {
  const world = worldOf([overloaded]);
  const publish = () => Promise.reject(new Error('the topic is gone'));
  const report = await runTick(withPorts(world, { notifier: { publish } }));
  expect(world.writes).toHaveLength(1);
  expect(report.failed).toMatchObject([
    { service: 'notifications', error: { cause: { message: 'the topic is gone' } } },
  ]);
});
