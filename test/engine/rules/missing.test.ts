import { describe, expect, it } from 'vitest';
import { decide } from '#engine/decide.ts';
import { explainReason } from '#engine/explain.ts';
import type { Point, Reading } from '#engine/model.ts';
import type { MissingPolicy, PerDirection, Rule, StepRule } from '#engine/policy.ts';
import { latestOf } from '#engine/rules/answer.ts';
import { answerOf } from '#engine/rules/index.ts';
import {
  contextOf,
  cpuTrack,
  minuteMs,
  policyOf,
  ruleDefaults,
  startMs,
  stateOf,
  viewOf,
} from '../support.ts';

const hold: MissingPolicy = { kind: 'hold' };
const ignore: MissingPolicy = { kind: 'ignore' };
const zero: MissingPolicy = { kind: 'zero' };
const last = (seconds: number): MissingPolicy => ({ kind: 'last', seconds });
const fallback = (tasks: number): MissingPolicy => ({ kind: 'fallback', tasks });

const absent: Reading = { kind: 'absent' };
const failed: Reading = { kind: 'failed', cause: 'throttled' };

/** 4 tasks at `value` percent, ten to six minutes ago, and nothing since; the target is 50 %. */
const stale = (value: number): Reading => ({
  kind: 'stale',
  points: [10, 9, 8, 7, 6].map(
    (minutes): Point => ({ atMs: startMs - minutes * minuteMs, value, tasks: 4 }),
  ),
  ageSeconds: 360,
});

type Row = {
  readonly name: string;
  readonly missing: PerDirection<MissingPolicy>;
  readonly reading: Reading;
  /** The count wanted, of 4; or what is said instead. */
  readonly opinion: number | 'hold' | 'abstain';
  readonly treatment: MissingPolicy['kind'];
};

const rows: readonly Row[] = [
  {
    name: 'by default it holds scale-in',
    missing: { out: ignore, in: hold },
    reading: absent,
    opinion: 'hold',
    treatment: 'hold',
  },
  {
    name: 'hold on the way out asks for nothing',
    missing: { out: hold, in: ignore },
    reading: absent,
    opinion: 'abstain',
    treatment: 'ignore',
  },
  {
    name: 'ignore both ways says nothing',
    missing: { out: ignore, in: ignore },
    reading: failed,
    opinion: 'abstain',
    treatment: 'ignore',
  },
  {
    name: 'zero on the way in is no demand',
    missing: { out: ignore, in: zero },
    reading: absent,
    opinion: 0,
    treatment: 'zero',
  },
  {
    name: 'zero on the way out asks for nothing, and says nothing of the way in',
    missing: { out: zero, in: hold },
    reading: absent,
    opinion: 'hold',
    treatment: 'hold',
  },
  {
    name: 'a read that failed is not zero',
    missing: { out: zero, in: zero },
    reading: failed,
    opinion: 'hold',
    treatment: 'hold',
  },
  {
    name: 'the last value goes on counting out',
    missing: { out: last(600), in: hold },
    reading: stale(80),
    opinion: 7,
    treatment: 'last',
  },
  {
    name: 'the last value goes on counting in',
    missing: { out: ignore, in: last(600) },
    reading: stale(25),
    opinion: 2,
    treatment: 'last',
  },
  {
    name: 'the last value is young at its very age',
    missing: { out: ignore, in: last(360) },
    reading: stale(25),
    opinion: 2,
    treatment: 'last',
  },
  {
    name: 'a last value that is too old holds',
    missing: { out: last(359), in: last(359) },
    reading: stale(80),
    opinion: 'hold',
    treatment: 'hold',
  },
  {
    name: 'without any last value it holds',
    missing: { out: last(600), in: last(600) },
    reading: absent,
    opinion: 'hold',
    treatment: 'hold',
  },
  {
    name: 'a last value for the way in does not take the count out',
    missing: { out: ignore, in: last(600) },
    reading: stale(80),
    opinion: 4,
    treatment: 'last',
  },
  {
    name: 'falls back to more',
    missing: { out: fallback(9), in: hold },
    reading: absent,
    opinion: 9,
    treatment: 'fallback',
  },
  {
    name: 'falls back to more even when the read failed',
    missing: { out: fallback(9), in: hold },
    reading: failed,
    opinion: 9,
    treatment: 'fallback',
  },
  {
    name: 'falls back to fewer',
    missing: { out: ignore, in: fallback(3) },
    reading: absent,
    opinion: 3,
    treatment: 'fallback',
  },
  {
    name: 'a fallback for the way in does not take the count out',
    missing: { out: ignore, in: fallback(9) },
    reading: absent,
    opinion: 4,
    treatment: 'fallback',
  },
  {
    name: 'a fallback for the way out does not take the count in',
    missing: { out: fallback(3), in: hold },
    reading: absent,
    opinion: 'hold',
    treatment: 'hold',
  },
  {
    name: 'one failed read takes nothing away',
    missing: { out: ignore, in: fallback(3) },
    reading: failed,
    opinion: 'hold',
    treatment: 'hold',
  },
  {
    name: 'the directions are asked apart',
    missing: { out: fallback(9), in: zero },
    reading: absent,
    opinion: 9,
    treatment: 'fallback',
  },
];

const ask = (rule: Rule, reading: Reading, desired = 4) =>
  answerOf(rule, contextOf({ readings: { [rule.signal]: reading }, view: viewOf(desired) }));

describe('a signal without data', () => {
  for (const { name, missing, reading, opinion, treatment } of rows) {
    it(name, () => {
      const answer = ask({ ...cpuTrack, missing }, reading);
      const { opinion: given } = answer;
      expect(given.kind === 'want' ? latestOf(given.wishes).want : given.kind).toBe(opinion);
      expect(answer.reasons[0]).toMatchObject({
        kind: 'no-data',
        treatment,
        want: typeof opinion === 'number' ? opinion : null,
      });
    });
  }

  it('shows the arithmetic of a last value after saying that it is one', () => {
    const rule = { ...cpuTrack, missing: { out: ignore, in: last(600) } };
    const reasons = ask(rule, stale(25)).reasons;
    expect(reasons.map((reason) => explainReason(reason, startMs))).toEqual([
      'track cpu: no usable cpu (newest point is 360 s old), so the last value stands: 2 tasks',
      'track cpu: cpu 25 over 4 tasks, target 50 needs 2, so 2 tasks',
    ]);
  });

  it('is urgent when it falls back from zero', () => {
    const rule = { ...cpuTrack, missing: { out: fallback(2), in: hold } };
    expect(ask(rule, absent, 0).opinion).toMatchObject({ urgency: 'high' });
  });
});

describe('zero, for rules that are no plain demand', () => {
  const zeroes = { ...ruleDefaults, missing: { out: zero, in: zero } };
  const ladder: StepRule = {
    ...zeroes,
    kind: 'step',
    name: 'step',
    signal: 'cpu',
    rungs: [{ from: null, to: 30, adjust: { kind: 'add', tasks: -1 } }],
    evaluate: { breaching: 3, of: 3 },
  };

  it('goes down a ladder one rung at a time, not to nothing', () => {
    expect(ask(ladder, absent).opinion).toMatchObject({ kind: 'want' });
    const { opinion } = ask(ladder, absent);
    expect(opinion.kind === 'want' ? latestOf(opinion.wishes).want : null).toBe(3);
  });

  it('fills only the part of a load score that is missing', () => {
    const part = (signal: string) => ({ signal, weight: 1, idle: 0, full: 100 });
    const rule: Rule = {
      ...zeroes,
      kind: 'load',
      name: 'load',
      signal: 'cpu',
      parts: [part('cpu'), part('latency')],
      outAbove: 0.7,
      inBelow: 0.3,
      inAfterSeconds: 60,
      gate: null,
      add: 2,
      remove: 2,
    };
    const points = [2, 1].map((minutes) => ({ atMs: startMs - minutes * minuteMs, value: 50 }));
    const readings = { cpu: { kind: 'series', points } as const, latency: absent };
    expect(answerOf(rule, contextOf({ readings })).reasons).toMatchObject([
      { kind: 'no-data', signal: 'latency', treatment: 'zero', want: 2 },
      { kind: 'score', score: 0.25, parts: [{ value: 50 }, { value: 0 }] },
    ]);
  });

  it('is no surge, and so says nothing', () => {
    const rule: Rule = {
      ...zeroes,
      kind: 'surge',
      name: 'surge',
      signal: 'requests',
      factor: 2,
      withinSeconds: 300,
      atLeast: 0,
      adjust: { kind: 'add', tasks: 4 },
    };
    expect(ask(rule, absent).opinion.kind).toBe('abstain');
  });
});

describe('falling silent, minute by minute', () => {
  /** The newest point began so many minutes ago; beyond four it is stale. */
  const silentFor = (minutes: number, missing: PerDirection<MissingPolicy>) => {
    const points = Array.from({ length: 15 }, (_, index) => ({
      atMs: startMs - (minutes + 14 - index) * minuteMs,
      value: 50,
      tasks: 4,
    }));
    return decide({
      policy: policyOf({ rules: [{ ...cpuTrack, missing }] }),
      observation: { view: viewOf(4), readings: { cpu: { kind: 'series', points } } },
      state: stateOf(),
      overrides: [],
      windows: [],
      nowMs: startMs,
    }).decision.to;
  };

  it('takes silence for zero only after a whole stabilisation window of it', () => {
    const counts = [4, 5, 6].map((each) => silentFor(each, { out: ignore, in: zero }));
    expect(counts).toEqual([4, 4, 1]);
  });

  it('falls back only after a whole stabilisation window of silence', () => {
    const counts = [4, 5, 6].map((each) => silentFor(each, { out: ignore, in: fallback(2) }));
    expect(counts).toEqual([4, 4, 2]);
  });
});
