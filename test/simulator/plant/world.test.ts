import { describe, expect, test } from 'vitest';
import { setDesired } from '#simulator/plant/commands.ts';
import { normal, uniform } from '#simulator/plant/random.ts';
import { createWorld } from '#simulator/plant/world.ts';
import { soloWorld, startMs } from './fixture.ts';

describe('time', () => {
  test('moves in whole steps and never back', () => {
    const { world } = soloWorld({});
    world.advanceTo(startMs + 12_345);
    expect(world.nowMs()).toBe(startMs + 10_000);
    world.advanceTo(startMs);
    expect(world.nowMs()).toBe(startMs + 10_000);
  });

  test('a step that does not divide a minute is refused', () => {
    expect(() => soloWorld({}, { stepMs: 7000 })).toThrow(/stepMs is 7000.*divide a minute/);
  });

  test('only so many minutes are kept', () => {
    const service = soloWorld({}, { historyMinutes: 5 });
    service.until(600);
    expect(service.minutes().map((minute) => minute.startMs)).toEqual(
      [5, 6, 7, 8, 9].map((minute) => startMs + minute * 60_000),
    );
  });
});

describe('services', () => {
  test('one that does not exist is named together with those that do', () => {
    const { world } = soloWorld({});
    expect(() => world.change({ cluster: 'main', name: 'wbe' }, setDesired(1))).toThrow(
      'The world has no service main/wbe; it has: main/web',
    );
  });

  test('two of one name are refused', () => {
    const service = { cluster: 'main', name: 'web', desired: 1 };
    expect(() => createWorld({ seed: 1, startMs, services: [service, service] })).toThrow(
      /already has a service main\/web/,
    );
  });

  test('they come and go', () => {
    const { world } = soloWorld({});
    world.add({ cluster: 'main', name: 'api', desired: 1 });
    world.remove({ cluster: 'main', name: 'web' });
    expect(world.services().map((run) => run.setup.name)).toEqual(['api']);
  });
});

describe('chance', () => {
  const draws = (draw: (index: number) => number): readonly number[] =>
    Array.from({ length: 4000 }, (_, index) => draw(index));
  const average = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;

  test('uniform numbers are spread over the unit interval', () => {
    const values = draws((index) => uniform(3, 'service', index));
    expect(average(values)).toBeCloseTo(0.5, 1);
    expect(values.filter((value) => value < 0.1).length / 4000).toBeCloseTo(0.1, 1);
    expect(Math.max(...values)).toBeLessThan(1);
  });

  test('normal numbers have mean 0 and variance 1', () => {
    const values = draws((index) => normal(3, 'service', index));
    expect(average(values)).toBeCloseTo(0, 1);
    expect(average(values.map((value) => value ** 2))).toBeCloseTo(1, 1);
  });

  test('another seed is another fate', () => {
    expect(uniform(1, 'task')).not.toBe(uniform(2, 'task'));
    expect(uniform(1, 'task')).toBe(uniform(1, 'task'));
  });
});
