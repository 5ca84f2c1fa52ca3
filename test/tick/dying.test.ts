import { expect, it } from 'vitest';
import { placeService } from '#adapters/memory/world.ts';
import { runTick } from '#lib/tick.ts';
import { cpuOf, inputOf, minuteMs, startMs, viewOf, worldOf } from './support.ts';

it('a service whose only task dies again and again has one alert, over after a good hour', async () => {
  const world = worldOf([]);
  const tick = async (minute: number, running: number) => {
    const tickMs = startMs + minute * minuteMs;
    placeService(world, viewOf('web', 1, { running }), { cpu: cpuOf(60, 1, tickMs) });
    await runTick(inputOf(world, { tickMs }));
    return [...world.openAlerts.values()].map(({ code }) => code);
  };
  const told = () =>
    world.notifications
      .map(({ subject }) => subject)
      .filter((subject) => subject.includes('tasks-dying'));
  for (let minute = 0; minute < 24; minute += 6) {
    await tick(minute, 1);
    expect(await tick(minute + 3, 0)).not.toContain('tasks-dying');
  }
  await tick(24, 1);
  expect(await tick(27, 0)).toContain('tasks-dying');
  await tick(28, 1);
  expect(told()).toEqual(['Flyball error: tasks-dying']);
  expect(await tick(90, 1)).not.toContain('tasks-dying');
  expect(told()).toHaveLength(2);
});
