import { describe, expect, it } from 'vitest';
import { explain } from '#engine/explain.ts';
import type { Context, Point, Reading } from '#engine/model.ts';
import type { LoadRule } from '#engine/policy.ts';
import { latestOf } from '#engine/rules/answer.ts';
import { answerOf } from '#engine/rules/index.ts';
import { scoreOf, shareOf } from '#engine/rules/load-score.ts';
import {
  contextOf,
  minuteMs,
  ruleDefaults,
  seriesOf,
  serviceId,
  startMs,
  viewOf,
} from '../support.ts';

const parts = [
  { signal: 'cpu', weight: 2, idle: 20, full: 90 },
  { signal: 'latency', weight: 1, idle: 100, full: 600 },
  { signal: 'errors', weight: 1, idle: 0, full: 0.1 },
];

const rule: LoadRule = {
  ...ruleDefaults,
  kind: 'load',
  name: 'load',
  signal: 'cpu',
  parts,
  outAbove: 0.7,
  inBelow: 0.3,
  inAfterSeconds: 300,
  gate: { signal: 'latency', above: 300 },
  add: 2,
  remove: 2,
};

const quiet = { cpu: [20], latency: [100], errors: [0] };

type Values = Readonly<Record<'cpu' | 'latency' | 'errors', readonly number[]>>;

const readingsOf = ({ cpu, latency, errors }: Values) => ({
  cpu: seriesOf(cpu),
  latency: seriesOf(latency),
  errors: seriesOf(errors),
});

const ask = (values: Values, desired = 6, changes: Partial<LoadRule> = {}) =>
  answerOf(
    { ...rule, ...changes },
    contextOf({ readings: readingsOf(values), view: viewOf(desired) }),
  );

const wantOf = (...asked: Parameters<typeof ask>): number => {
  const { opinion } = ask(...asked);
  if (opinion.kind !== 'want') throw new Error(`expected a wish, got ${opinion.kind}`);
  return latestOf(opinion.wishes).want;
};

const repeated = (values: Values, times: number): Values => ({
  cpu: Array.from({ length: times }, () => values.cpu[0] ?? 0),
  latency: Array.from({ length: times }, () => values.latency[0] ?? 0),
  errors: Array.from({ length: times }, () => values.errors[0] ?? 0),
});

describe('the load score', () => {
  const rows: readonly (readonly [values: readonly number[], score: number])[] = [
    // (2×0 + 0 + 0) / 4
    [[20, 100, 0], 0],
    // (2×1 + 1 + 1) / 4
    [[90, 600, 0.1], 1],
    // (2×0.5 + 0.5 + 0.5) / 4
    [[55, 350, 0.05], 0.5],
    // (2×1 + 0 + 0) / 4, with everything beyond its ends
    [[300, -5, -1], 0.5],
    // (2×0 + 1 + 0.5) / 4
    [[0, 9_000, 0.05], 0.375],
  ];
  for (const [values, score] of rows) {
    it(`of ${values.join(', ')} is ${score}`, () => {
      expect(scoreOf(parts, values)).toBeCloseTo(score, 10);
    });
  }

  it('runs the other way for a signal that falls under load', () => {
    const idle = { signal: 'idleThreads', weight: 1, idle: 40, full: 0 };
    expect([40, 10, 0, 60].map((value) => shareOf(idle, value))).toEqual([0, 0.75, 1, 0]);
  });
});

describe('load', () => {
  it('adds while the score is high and the gate confirms it', () => {
    expect(wantOf({ cpu: [90], latency: [350], errors: [0.1] })).toBe(8);
  });

  it('does not add while users notice nothing: P95 must exceed its gate', () => {
    expect(wantOf({ cpu: [90], latency: [300], errors: [0.1] }, 6, { outAbove: 0.6 })).toBe(6);
    expect(wantOf({ cpu: [90], latency: [301], errors: [0.1] }, 6, { outAbove: 0.6 })).toBe(8);
  });

  it('needs more than the threshold, not just it', () => {
    const half = { cpu: [55], latency: [350], errors: [0.05] };
    expect(wantOf(half, 6, { outAbove: 0.5 })).toBe(6);
    expect(wantOf(half, 6, { outAbove: 0.49 })).toBe(8);
  });

  it('keeps a gate without data shut', () => {
    const gate = { signal: 'elsewhere', above: 1 };
    expect(wantOf({ cpu: [90], latency: [600], errors: [0.1] }, 6, { gate })).toBe(6);
    expect(wantOf({ cpu: [90], latency: [600], errors: [0.1] }, 6, { gate: null })).toBe(8);
  });

  it('removes after five minutes of calm, and not after four', () => {
    expect(wantOf(repeated(quiet, 4))).toBe(6);
    expect(wantOf(repeated(quiet, 5))).toBe(4);
  });

  it('starts counting anew after one busy minute', () => {
    const busy = {
      cpu: [20, 20, 60, 20, 20],
      latency: [100, 100, 600, 100, 100],
      errors: [0, 0, 0.1, 0, 0],
    };
    expect(wantOf(busy)).toBe(6);
  });

  it('needs less than the threshold, not just it', () => {
    const half = repeated({ cpu: [55], latency: [350], errors: [0.05] }, 6);
    expect(wantOf(half, 6, { inBelow: 0.5 })).toBe(6);
    expect(wantOf(half, 6, { inBelow: 0.51 })).toBe(4);
  });

  it('removes nothing below zero', () => {
    expect(wantOf(repeated(quiet, 6), 1)).toBe(0);
  });

  it('wants what is there in between', () => {
    expect(wantOf(repeated({ cpu: [55], latency: [350], errors: [0.05] }, 6))).toBe(6);
  });

  it('takes earlier moments at face value, so that its calm and the stabilisation run side by side', () => {
    const { opinion } = ask(repeated(quiet, 6));
    expect(opinion).toMatchObject({ wishes: Array.from({ length: 6 }, () => ({ want: 4 })) });
    const once = ask({ cpu: [90, 20], latency: [600, 100], errors: [0.1, 0] });
    expect(once.opinion).toMatchObject({ wishes: [{ want: 8 }, { want: 6 }] });
  });

  it('has no dead band, and is urgent by how much it adds', () => {
    const high = { cpu: [90], latency: [600], errors: [0.1] };
    expect(ask(high, 10).opinion).toMatchObject({ tolerant: false, urgency: 'medium' });
    expect(ask(high, 4).opinion).toMatchObject({ urgency: 'high' });
    expect(ask(high, 40).opinion).toMatchObject({ urgency: 'low' });
  });

  it('shows every part of the score, and the gate', () => {
    const { reasons } = ask({ cpu: [90], latency: [350], errors: [0] }, 6, { outAbove: 0.6 });
    expect(reasons).toEqual([
      {
        kind: 'score',
        rule: 'load',
        score: 0.625,
        outAbove: 0.6,
        inBelow: 0.3,
        parts: [
          { signal: 'cpu', value: 90, share: 1 },
          { signal: 'latency', value: 350, share: 0.5 },
          { signal: 'errors', value: 0, share: 0 },
        ],
        gate: { signal: 'latency', above: 300, value: 350, open: true },
        want: 8,
      },
    ]);
    const decision = { service: serviceId, atMs: startMs, from: 6, to: 8, asked: 8 } as const;
    expect(explain({ ...decision, urgency: 'low', reasons, challenger: null })).toBe(
      'Scale out from 6 to 8: load: load score 0.63 (cpu 90 is 100 %, latency 350 is 50 %, errors 0 is 0 %; out above 0.6, in below 0.3; the gate latency is 350, above 300), so 8 tasks.',
    );
  });
});

describe('load with parts that are measured at different moments', () => {
  const contextWith = (readings: Readonly<Record<string, Reading>>): Context =>
    contextOf({ readings, view: viewOf(6) });

  it('scores only moments at which every part was measured', () => {
    const readings = { ...readingsOf(repeated(quiet, 3)), errors: seriesOf([0]) };
    const { opinion } = answerOf(rule, contextWith(readings));
    expect(opinion).toMatchObject({ wishes: [{ atMs: startMs - minuteMs }] });
  });

  it('is without data when they were never measured at once', () => {
    const early: Point = { atMs: startMs - 3 * minuteMs, value: 0 };
    const readings = { ...readingsOf(quiet), errors: { kind: 'series', points: [early] } as const };
    expect(answerOf(rule, contextWith(readings)).reasons).toMatchObject([
      { kind: 'no-data', why: 'absent', detail: 'its parts were never measured at the same time' },
    ]);
  });

  it('holds while a part is without data, and names it', () => {
    const readings = {
      ...readingsOf(quiet),
      errors: { kind: 'failed', cause: 'throttled' } as const,
    };
    const { opinion, reasons } = answerOf(rule, contextWith(readings));
    expect(opinion.kind).toBe('hold');
    expect(reasons).toMatchObject([{ kind: 'no-data', signal: 'errors', detail: 'throttled' }]);
  });

  it('takes a queue as it stood when the metrics were taken', () => {
    const queue = [
      { atMs: startMs - 90_000, value: 100 },
      { atMs: startMs, value: 0 },
    ];
    const queued: LoadRule = {
      ...rule,
      gate: null,
      parts: [
        { signal: 'queueDepth', weight: 1, idle: 0, full: 100 },
        { signal: 'cpu', weight: 1, idle: 20, full: 90 },
      ],
    };
    const readings = {
      queueDepth: { kind: 'series', points: queue } as const,
      cpu: seriesOf([90]),
    };
    expect(answerOf(queued, contextWith(readings)).reasons).toMatchObject([
      { kind: 'score', score: 1, parts: [{ value: 100 }, { value: 90 }], want: 8 },
    ]);
  });
});
