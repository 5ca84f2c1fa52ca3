/** Laws of the turns in which services at rest are described. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hasTurn,
  lastTurnMs,
  phasesOf,
  type Rotation,
  rotationMinutesFor,
} from '#engine/looks/rotation.ts';
import { keyOf, type ServiceId } from '#engine/model.ts';
import { splitFleet } from '#lib/shards/split.ts';

const minuteMs = 60_000;
const startMs = Date.UTC(2026, 0, 5, 9, 0);

const servicesIn = (clusters: number, each: number): readonly ServiceId[] =>
  Array.from({ length: clusters }, (_, cluster) =>
    Array.from({ length: each }, (__, index) => ({
      account: '123456789012',
      region: 'us-east-1',
      cluster: `cluster-${cluster}`,
      name: `web-${index}`,
    })),
  ).flat();

const rotationAt = (
  services: readonly ServiceId[],
  minute: number,
  changes: Partial<Rotation> = {},
): Rotation => ({
  minutes: rotationMinutesFor(10_000),
  span: { sinceMs: startMs + (minute - 1) * minuteMs, nowMs: startMs + minute * minuteMs },
  phases: phasesOf(services, '123456789012/us-east-1/0'),
  ...changes,
});

/** Calls of ten services at most, of one cluster each. */
const callsFor = (ids: readonly ServiceId[]): number =>
  [...Map.groupBy(ids, ({ cluster }) => cluster).values()].reduce(
    (sum, { length }) => sum + Math.ceil(length / 10),
    0,
  );

const turnsIn = (services: readonly ServiceId[], minute: number): readonly ServiceId[] => {
  const rotation = rotationAt(services, minute);
  return services.filter((id) => hasTurn(rotation, keyOf(id)));
};

describe('how long a rotation takes', () => {
  it.each([
    [1, 1],
    [500, 1],
    [501, 2],
    [1_000, 2],
    [5_000, 10],
    [10_000, 10],
    [100_000, 10],
  ])('%i services of an account and region come round in %i minutes', (services, minutes) => {
    expect(rotationMinutesFor(services)).toBe(minutes);
  });
});

describe('ten thousand services in twenty shards', () => {
  const shardsOf = (clusters: number) =>
    splitFleet(
      servicesIn(clusters, 10_000 / clusters).map((id) => ({ id, group: null })),
      500,
    ).shards.map(({ name, services }) => ({ services, phases: phasesOf(services, name) }));

  it.each([
    [1, 130],
    [10, 180],
    [100, 240],
  ])(
    'in %i clusters take at most %i calls a tick, and each has its turn in ten',
    (clusters, most) => {
      const shards = shardsOf(clusters);
      const seen = new Map<string, number>();
      for (let minute = 0; minute < 10; minute += 1) {
        const turns = shards.map(({ services, phases }) => {
          const rotation = rotationAt([], minute, { phases });
          return services.filter((id) => hasTurn(rotation, keyOf(id)));
        });
        expect(turns.reduce((sum, ids) => sum + callsFor(ids), 0)).toBeLessThanOrEqual(most);
        for (const id of turns.flat()) seen.set(keyOf(id), (seen.get(keyOf(id)) ?? 0) + 1);
      }
      expect(seen.size).toBe(10_000);
      expect(new Set(seen.values())).toEqual(new Set([1]));
    },
  );
});

describe('turns', () => {
  it('come to every service once in a rotation, whatever the clusters', () => {
    const shape = fc.record({
      clusters: fc.integer({ min: 1, max: 40 }),
      each: fc.integer({ min: 1, max: 60 }),
      minutes: fc.integer({ min: 2, max: 10 }),
      from: fc.nat({ max: 10_000 }),
    });
    fc.assert(
      fc.property(shape, ({ clusters, each, minutes, from }) => {
        const services = servicesIn(clusters, each);
        const rotations = Array.from({ length: minutes }, (_, minute) =>
          rotationAt(services, from + minute, { minutes }),
        );
        const turns = services.map(
          (id) => rotations.filter((rotation) => hasTurn(rotation, keyOf(id))).length,
        );
        expect(new Set(turns)).toEqual(new Set([1]));
      }),
      { numRuns: 50 },
    );
  });

  it('are not lost with ticks that did not run', () => {
    const services = servicesIn(3, 40);
    const late = rotationAt(services, 0);
    const missed = { ...late, span: { ...late.span, sinceMs: startMs - 10 * minuteMs } };
    expect(services.every((id) => hasTurn(missed, keyOf(id)))).toBe(true);
  });

  it('tell when the last one was, no longer ago than a rotation', () => {
    const services = servicesIn(3, 40);
    for (let minute = 0; minute < 10; minute += 1) {
      const rotation = rotationAt(services, minute);
      for (const id of services) {
        const { nowMs } = rotation.span;
        const agoMs = nowMs - lastTurnMs(rotation, keyOf(id));
        expect(agoMs).toBeGreaterThanOrEqual(0);
        expect(agoMs).toBeLessThan(rotation.minutes * minuteMs);
        expect(hasTurn(rotation, keyOf(id))).toBe(agoMs < minuteMs);
      }
    }
  });

  it.each([
    ['one cluster', 1, 500],
    ['five clusters', 5, 100],
    ['a hundred clusters', 100, 5],
  ])('of a shard in %s are few calls, and much the same in every minute', (_, clusters, each) => {
    const services = servicesIn(clusters, each);
    const minutes = Array.from({ length: 10 }, (__, minute) => turnsIn(services, minute));
    const fewest = Math.max(clusters, services.length / 10) / 10;
    const calls = minutes.map(callsFor);
    expect(calls.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(fewest * 10 * 1.6);
    expect(Math.max(...minutes.map(({ length }) => length))).toBeLessThanOrEqual(110);
  });

  it('of services that stay are kept when others come, but for half when a cluster outgrows its calls', () => {
    const few = phasesOf(servicesIn(1, 50), 'a/b/0');
    const same = phasesOf(servicesIn(1, 79), 'a/b/0');
    const more = phasesOf(servicesIn(1, 90), 'a/b/0');
    const kept = (now: ReadonlyMap<string, number>): number =>
      [...few].filter(([key, phase]) => now.get(key) === phase).length;
    expect(kept(same)).toBe(50);
    expect(kept(more)).toBeGreaterThan(15);
  });
});
