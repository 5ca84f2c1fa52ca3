/** What the fleet file adds to a decision from outside the rules: a challenger beside it, windows around it. */
import { describe, expect, it } from 'vitest';
import { placeService } from '#adapters/memory/world.ts';
import { runTick } from '#lib/tick.ts';
import { cpuOf, fleetOf, idOf, inputOf, minuteMs, startMs, viewOf, worldOf } from './support.ts';

describe('a challenger', () => {
  const fleet = fleetOf(`
policies:
  bold:
    rules: [{ kind: track, signal: cpu, target: 30 }]
defaults: { challenger: bold, max: 50 }
`);
  const calm = () => worldOf([{ name: 'web', desired: 4, cpu: 60 }]);

  it('is recorded beside the decision, and never acted on', async () => {
    const world = calm();
    await runTick(inputOf(world, { fleet }));
    expect(world.writes).toEqual([]);
    expect(world.decisions).toMatchObject([{ from: 4, to: 4, challenger: { to: 8, asked: 8 } }]);
  });

  it('that changes its mind is news, and one that does not is none', async () => {
    const world = calm();
    await runTick(inputOf(world, { fleet }));
    const second = startMs + minuteMs;
    placeService(world, viewOf('web', 4), { cpu: cpuOf(60, 4, second) });
    await runTick(inputOf(world, { fleet, tickMs: second }));
    expect(world.decisions).toHaveLength(1);
    const third = startMs + 2 * minuteMs;
    placeService(world, viewOf('web', 4), { cpu: cpuOf(65, 4, third) });
    await runTick(inputOf(world, { fleet, tickMs: third }));
    expect(world.decisions.map(({ challenger }) => challenger?.to)).toEqual([8, 9]);
  });
});

describe('a schedule window', () => {
  const fleet = fleetOf(`
services:
  - cluster: prod
    name: web
    max: 20
    schedules:
      - name: morning
        when: { days: [mon-fri], from: "08:00", to: "09:05" }
        timeZone: UTC
        min: 12
`);

  it('lifts the count while it is active, and the record names it', async () => {
    const world = worldOf([{ name: 'web', desired: 4, cpu: 60 }]);
    await runTick(inputOf(world, { fleet }));
    expect(world.writes).toEqual([{ id: idOf('web'), desired: 12 }]);
    expect(world.decisions[0]?.reasons).toContainEqual(
      expect.objectContaining({ kind: 'bounded', source: 'schedule morning' }),
    );
  });

  it('leaves no trace after', async () => {
    const world = worldOf([]);
    const tickMs = startMs + 5 * minuteMs;
    placeService(world, viewOf('web', 4), { cpu: cpuOf(60, 4, tickMs) });
    await runTick(inputOf(world, { fleet, tickMs }));
    expect(world.writes).toEqual([]);
  });
});
