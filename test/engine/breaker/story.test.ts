import { describe, expect, it } from 'vitest';
import type { Breaker } from '#engine/breaker/breaker.ts';
import { explainTurn, isBreakerTurn } from '#engine/breaker/explain-turn.ts';
import { decide } from '#engine/decide.ts';
import { intend } from '#engine/intend.ts';
import type { ServiceState } from '#engine/state.ts';
import {
  bare,
  cpuTrack,
  minuteMs,
  policyOf,
  seriesOf,
  startMs,
  stateOf,
  viewOf,
} from '../support.ts';

const startsFail: Breaker = {
  trip: { kind: 'failed-starts', raises: 3, graceSeconds: 120, failedTasks: 10 },
  openSeconds: 120,
  maxOpenSeconds: 3600,
};

const perTask = {
  ...cpuTrack,
  name: 'track requests',
  signal: 'requests',
  target: 100,
  saturation: null,
};
const policy = policyOf({ ...bare, max: 50, rules: [perTask], breakers: [startsFail] });

/** Demand grows by two tasks a minute; tasks run from the minute on in which they can start. */
const play = (minutes: number, startsFrom: number) => {
  let desired = 4;
  let running = 4;
  let state: ServiceState = stateOf();
  const turns: string[] = [];
  const counts: number[] = [];
  for (let minute = 0; minute < minutes; minute += 1) {
    const nowMs = startMs + minute * minuteMs;
    if (minute >= startsFrom) running = desired;
    const output = decide({
      policy,
      observation: {
        view: viewOf(desired, { running, pending: desired - running }),
        readings: { requests: seriesOf([400 + 200 * minute], running, nowMs) },
      },
      state,
      overrides: [],
      windows: [],
      nowMs,
    });
    turns.push(
      ...output.events
        .filter(isBreakerTurn)
        .map((event) => `${minute} ${explainTurn(event, nowMs)}`),
    );
    state = intend(output.state, output.decision, 'act');
    desired = output.decision.to;
    counts.push(desired);
  }
  return { turns, counts };
};

describe('tasks that fail to start, minute by minute', () => {
  it('is raised three times, frozen, probed, frozen for twice as long, and freed once a probe runs', () => {
    const { turns, counts } = play(18, 11);
    expect(turns.map((turn) => turn.split(' ').slice(0, 5).join(' '))).toEqual([
      '4 The circuit breaker opened',
      '6 The circuit breaker is',
      '9 The circuit breaker opened',
      '13 The circuit breaker is',
      '14 The circuit breaker closed,',
    ]);
    expect(counts.slice(4, 6)).toEqual([counts[3], counts[3]]);
    expect(counts[6]).toBe((counts[5] ?? 0) + 1);
    expect(counts.slice(9, 13)).toEqual(Array.from({ length: 4 }, () => counts[8]));
  });

  it('tells each turn in words', () => {
    const [opened, halfOpened] = play(8, 99).turns;
    expect(opened).toMatch(
      /^4 The circuit breaker opened because tasks fail to start: raised 3 times and still no more than 4 tasks run\. The count stays as it is for at least 120 s, then one task more is tried\.$/,
    );
    expect(halfOpened).toContain('it opens for twice as long; if not, it closes.');
  });

  it('never trips while tasks start as they should', () => {
    expect(play(18, 0).turns).toEqual([]);
  });
});
