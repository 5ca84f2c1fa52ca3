import { describe, expect, it } from 'vitest';
import type { BreakerTrip } from '#engine/breaker/breaker.ts';
import { tripped } from '#engine/breaker/trips.ts';
import type { Context, Point, Reading } from '#engine/model.ts';
import type { BreakerState, Strikes } from '#engine/state.ts';
import { noStrikes } from '#engine/strikes.ts';
import { contextOf, minuteMs, seriesOf, startMs, stateOf, viewOf } from '../support.ts';

const halfOpen = {
  kind: 'half-open',
  cause: 'actuation',
  sinceMs: startMs - minuteMs,
  openSeconds: 60,
} as const;

const detailOf = (trip: BreakerTrip, changes: Partial<Context> = {}): string | null =>
  tripped(trip, contextOf(changes))?.detail ?? null;

describe('too many errors', () => {
  const trip: BreakerTrip = {
    kind: 'error-rate',
    signal: 'errors',
    volumeSignal: 'requests',
    aboveRatio: 0.2,
    overSeconds: 120,
    minVolume: 100,
  };
  const on = (errors: readonly number[], requests: readonly number[]) =>
    detailOf(trip, { readings: { errors: seriesOf(errors), requests: seriesOf(requests) } });

  type Row = readonly [
    name: string,
    errors: readonly number[],
    requests: readonly number[],
    trips: boolean,
  ];
  const rows: readonly Row[] = [
    ['more than a fifth of enough requests', [0.3, 0.3], [100, 100], true],
    ['a fifth exactly is not more', [0.2, 0.2], [100, 100], false],
    ['few requests are no sign', [1, 1], [49, 50], false],
    ['just enough requests', [1, 1], [50, 50], true],
    ['weighed by volume: one bad quiet minute is not enough', [1, 0.1], [10, 990], false],
    ['weighed by volume: one bad busy minute is', [0, 0.25], [10, 990], true],
    ['what was before the window does not count', [1, 0, 0], [9000, 100, 100], false],
    ['no requests at all', [1, 1], [0, 0], false],
  ];
  for (const [name, errors, requests, trips] of rows) {
    it(name, () => expect(on(errors, requests) !== null).toBe(trips));
  }

  it('says how many of how many', () => {
    expect(on([0.305, 0.305], [100, 100])).toBe(
      '30.5 % of 200 requests failed within 120 s, more than 20 %',
    );
  });

  it('knows nothing without either signal', () => {
    const absent: Reading = { kind: 'absent' };
    const errors = seriesOf([1, 1]);
    expect(detailOf(trip, { readings: { errors, requests: absent } })).toBeNull();
    expect(detailOf(trip, { readings: { errors: absent, requests: errors } })).toBeNull();
  });

  it('counts only minutes for which both are known', () => {
    const point = (minutes: number, value: number): Point => ({
      atMs: startMs - minutes * minuteMs,
      value,
    });
    const errors: Reading = { kind: 'series', points: [point(2, 0.5), point(1, 0.5)] };
    const requests: Reading = { kind: 'series', points: [point(2, 150)] };
    expect(detailOf(trip, { readings: { errors, requests } })).toContain('of 150 requests');
  });
});

describe('tasks that do not start', () => {
  const trip: BreakerTrip = {
    kind: 'failed-starts',
    raises: 3,
    graceSeconds: 300,
    failedTasks: 10,
  };
  const struck = (strikes: Partial<Strikes>, breaker: BreakerState = { kind: 'closed' }) =>
    detailOf(trip, { state: stateOf({ strikes: { ...noStrikes, ...strikes }, breaker }) });
  const since = (minutes: number) => startMs - minutes * minuteMs;

  it('trips once raised three times over the grace without effect', () => {
    expect(struck({ fruitlessRaises: 3, raisedSinceMs: since(5), runningAtRaise: 4 })).toBe(
      'raised 3 times and still no more than 4 tasks run',
    );
  });

  it('does not trip on two', () => {
    expect(struck({ fruitlessRaises: 2, raisedSinceMs: since(60) })).toBeNull();
  });

  it('gives the first raise its grace', () => {
    expect(struck({ fruitlessRaises: 9, raisedSinceMs: since(4.99) })).toBeNull();
  });

  it('needs a single one in half-open, after the same grace', () => {
    expect(struck({ fruitlessRaises: 1, raisedSinceMs: since(5) }, halfOpen)).not.toBeNull();
    expect(struck({ fruitlessRaises: 1, raisedSinceMs: since(4) }, halfOpen)).toBeNull();
    expect(struck({ fruitlessRaises: 0, raisedSinceMs: 0 }, halfOpen)).toBeNull();
  });

  it('trips when tasks keep dying', () => {
    expect(detailOf(trip, { view: viewOf(4, { failedTasks: 9 }) })).toBeNull();
    expect(detailOf(trip, { view: viewOf(4, { failedTasks: 10 }) })).toBe(
      '10 tasks in a row failed to start, at least 10',
    );
  });
});

describe('changes that are not carried out', () => {
  const trip: BreakerTrip = { kind: 'actuation', failures: 5 };
  const lost = (lostActions: number, breaker: BreakerState = { kind: 'closed' }) =>
    detailOf(trip, { state: stateOf({ strikes: { ...noStrikes, lostActions }, breaker }) });

  it('trips at five in a row, and at one in half-open', () => {
    expect([lost(4), lost(5)]).toEqual([null, '5 changes in a row were not carried out by ECS']);
    expect([lost(0, halfOpen), lost(1, halfOpen)]).toEqual([
      null,
      '1 changes in a row were not carried out by ECS',
    ]);
  });
});

describe('something downstream that is full', () => {
  const trip: BreakerTrip = { kind: 'saturation', signal: 'dbConnections', above: 90 };
  const at = (...values: readonly number[]) =>
    detailOf(trip, { readings: { dbConnections: seriesOf(values) } });

  it('trips on its newest value, above and not at the bound', () => {
    expect([at(99, 90), at(10, 90.456)]).toEqual([
      null,
      'dbConnections is 90.46, above 90: more tasks would hurt it',
    ]);
  });

  it('knows nothing without data', () => {
    expect(
      detailOf(trip, {
        readings: { dbConnections: { kind: 'stale', points: [], ageSeconds: 999 } },
      }),
    ).toBeNull();
  });
});
