import { describe, expect, it } from 'vitest';
import type { Breaker } from '#engine/breaker/breaker.ts';
import { turnBreaker } from '#engine/breaker/turn.ts';
import type { Context } from '#engine/model.ts';
import type { BreakerState, ServiceState } from '#engine/state.ts';
import { noStrikes } from '#engine/strikes.ts';
import { contextOf, minuteMs, policyOf, seriesOf, startMs, stateOf, viewOf } from '../support.ts';

const breaker: Breaker = {
  trip: { kind: 'saturation', signal: 'dbConnections', above: 90 },
  openSeconds: 60,
  maxOpenSeconds: 300,
};

const hurts = { dbConnections: seriesOf([99]) };
const fine = { dbConnections: seriesOf([10]) };

const open = (untilMs: number, openSeconds = 60): BreakerState => ({
  kind: 'open',
  cause: 'saturation',
  sinceMs: startMs - minuteMs,
  untilMs,
  openSeconds,
});

const halfOpen = (openSeconds: number, sinceMs = startMs - minuteMs / 2): BreakerState => ({
  kind: 'half-open',
  cause: 'saturation',
  sinceMs,
  openSeconds,
});

const turn = (
  before: BreakerState,
  readings: Context['readings'],
  changes: Partial<Context> = {},
  state: Partial<ServiceState> = {},
) =>
  turnBreaker(
    contextOf({
      policy: policyOf({ breakers: [breaker] }),
      readings,
      state: stateOf({ ...state, breaker: before }),
      ...changes,
    }),
  );

describe('a breaker, from one tick to the next', () => {
  it('stays closed while all is well', () => {
    const { state, events } = turn({ kind: 'closed' }, fine);
    expect([state.breaker.kind, events]).toEqual(['closed', []]);
  });

  it('opens for its time, and says why', () => {
    const { state, events } = turn({ kind: 'closed' }, hurts);
    const untilMs = startMs + 60_000;
    expect(state.breaker).toEqual({
      kind: 'open',
      cause: 'saturation',
      sinceMs: startMs,
      untilMs,
      openSeconds: 60,
    });
    expect(events).toEqual([
      {
        kind: 'breaker-opened',
        cause: 'saturation',
        detail: 'dbConnections is 99, above 90: more tasks would hurt it',
        untilMs,
      },
    ]);
  });

  it('stays open until its time is over', () => {
    const { state, events } = turn(open(startMs + 1), fine);
    expect([state.breaker.kind, events]).toEqual(['open', []]);
  });

  it('stays open beyond its time while the cause stands, without telling it again', () => {
    const { state, events } = turn(open(startMs - minuteMs), hurts);
    expect([state.breaker.kind, events]).toEqual(['open', []]);
  });

  it('is half-open once its time and its cause are over', () => {
    const { state, events } = turn(open(startMs), fine);
    expect(state.breaker).toEqual({
      kind: 'half-open',
      cause: 'saturation',
      sinceMs: startMs,
      openSeconds: 60,
    });
    expect(events).toEqual([{ kind: 'breaker-half-opened', cause: 'saturation' }]);
  });

  it('opens for twice as long from half-open', () => {
    const { state } = turn(halfOpen(60), hurts);
    expect(state.breaker).toMatchObject({
      kind: 'open',
      openSeconds: 120,
      untilMs: startMs + 120_000,
    });
  });

  it('doubles up to its maximum', () => {
    expect(turn(halfOpen(240), hurts).state.breaker).toMatchObject({ openSeconds: 300 });
  });

  const probe = { atMs: startMs - 10_000, from: 4, to: 5, urgency: 'low' } as const;
  const waitedFor = (seconds: number) => ({
    ...noStrikes,
    fruitlessRaises: 1,
    raisedSinceMs: startMs - seconds * 1000,
    runningAtRaise: 4,
  });

  it('closes once the probing task runs', () => {
    const { state, events } = turn(halfOpen(60), fine, { view: viewOf(5) }, { lastOut: probe });
    expect(state.breaker).toEqual({ kind: 'closed' });
    expect(events).toEqual([{ kind: 'breaker-closed', cause: 'saturation' }]);
  });

  it('waits for a probe that is still starting, longer than it was open if need be', () => {
    const view = viewOf(5, { running: 4, pending: 1 });
    const waiting = (seconds: number, policy = policyOf({ breakers: [breaker] })) => {
      const state = { lastOut: probe, strikes: waitedFor(seconds) };
      return turn(halfOpen(60, startMs - 3600_000), fine, { view, policy }, state).state.breaker;
    };
    expect([waiting(600).kind, waiting(601).kind]).toEqual(['half-open', 'closed']);
    const patient: Breaker = {
      ...breaker,
      trip: { kind: 'failed-starts', raises: 3, graceSeconds: 1200, failedTasks: 10 },
    };
    expect(waiting(601, policyOf({ breakers: [patient] })).kind).toBe('half-open');
    expect(waiting(1200, policyOf({ breakers: [patient] })).kind).toBe('open');
  });

  it('does not take an older scale-out for the probe', () => {
    const lastOut = { atMs: startMs - 5 * minuteMs, from: 3, to: 4, urgency: 'low' } as const;
    expect(turn(halfOpen(60), fine, {}, { lastOut }).state.breaker.kind).toBe('half-open');
  });

  it('closes after a quiet while as long as it was open, when there was nothing to probe', () => {
    expect(turn(halfOpen(60, startMs - 59_999), fine).state.breaker.kind).toBe('half-open');
    expect(turn(halfOpen(60, startMs - 60_000), fine).state.breaker.kind).toBe('closed');
    expect(turn(halfOpen(120, startMs - 60_000), fine).state.breaker.kind).toBe('half-open');
  });

  it('forgets the strikes that tripped it, and those of the probe once it closes', () => {
    const strikes = { ...noStrikes, lostActions: 5 };
    expect(turn({ kind: 'closed' }, hurts, {}, { strikes }).state.strikes).toEqual(noStrikes);
    const closed = turn(halfOpen(60, startMs - 60_000), fine, {}, { strikes });
    expect(closed.state.strikes).toEqual(noStrikes);
    expect(turn({ kind: 'closed' }, fine, {}, { strikes }).state.strikes).toEqual(strikes);
  });

  it('trips on the first of its policy that has a cause', () => {
    const actuation: Breaker = {
      trip: { kind: 'actuation', failures: 5 },
      openSeconds: 10,
      maxOpenSeconds: 20,
    };
    const policy = policyOf({ breakers: [actuation, breaker] });
    const strikes = { ...noStrikes, lostActions: 5 };
    expect(turn({ kind: 'closed' }, hurts, { policy }).state.breaker).toMatchObject({
      cause: 'saturation',
    });
    expect(turn({ kind: 'closed' }, hurts, { policy }, { strikes }).state.breaker).toMatchObject({
      cause: 'actuation',
      openSeconds: 10,
    });
  });

  it('never opens without breakers, and still gets out of an open one', () => {
    const policy = policyOf({ breakers: [] });
    expect(turn({ kind: 'closed' }, hurts, { policy }).state.breaker.kind).toBe('closed');
    expect(turn(open(startMs), hurts, { policy }).state.breaker.kind).toBe('half-open');
  });
});

describe('reset-breaker', () => {
  const reset = (setAtMs: number) => ({
    overrides: [
      {
        order: { kind: 'reset-breaker' },
        scope: 'service',
        setAtMs,
        expiresAtMs: startMs + minuteMs,
        who: 'ada',
        why: 'mended',
      } as const,
    ],
  });

  it('closes a breaker that opened before the order', () => {
    for (const before of [open(startMs + minuteMs), halfOpen(60, startMs - minuteMs)]) {
      const { state, events } = turn(before, fine, reset(startMs));
      expect(state.breaker).toEqual({ kind: 'closed' });
      expect(events).toEqual([{ kind: 'breaker-closed', cause: 'saturation' }]);
    }
  });

  it('does nothing to one that opened since', () => {
    expect(
      turn(open(startMs + minuteMs), fine, reset(startMs - 2 * minuteMs)).state.breaker.kind,
    ).toBe('open');
  });

  it('tells nothing when the breaker is closed already', () => {
    expect(turn({ kind: 'closed' }, fine, reset(startMs)).events).toEqual([]);
  });
});
