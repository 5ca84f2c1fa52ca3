import { describe, expect, it } from 'vitest';
import { explainReason } from '#engine/explain.ts';
import type { Point } from '#engine/model.ts';
import { latestOf } from '#engine/rules/answer.ts';
import { answerOf } from '#engine/rules/index.ts';
import {
  contextOf,
  cpuTrack,
  minuteMs,
  policyOf,
  seriesOf,
  startMs,
  stateOf,
  viewOf,
} from '../support.ts';

const wantOf = (points: readonly Point[], changes: Parameters<typeof contextOf>[0] = {}) => {
  const readings = { cpu: { kind: 'series', points } as const };
  const { opinion } = answerOf(cpuTrack, contextOf({ readings, ...changes }));
  if (opinion.kind !== 'want') throw new Error(`expected a wish, got ${opinion.kind}`);
  return { ...latestOf(opinion.wishes), urgency: opinion.urgency };
};

const cpu = (value: number, tasks: number): readonly Point[] => [
  { atMs: startMs - minuteMs, value, tasks },
];

describe('track', () => {
  const rows: readonly (readonly [value: number, tasks: number, want: number])[] = [
    [50, 4, 4],
    [51, 4, 5],
    [25, 4, 2],
    [0, 4, 0],
    [80, 10, 16],
    [33.333333333333336, 3, 2],
  ];
  for (const [value, tasks, want] of rows) {
    it(`${value} % over ${tasks} tasks at a target of 50 % needs ${want}`, () => {
      expect(wantOf(cpu(value, tasks), { view: viewOf(tasks) }).want).toBe(want);
    });
  }

  it('counts demand over the tasks that were measured, not over those that are desired', () => {
    expect(wantOf(cpu(80, 4), { view: viewOf(10, { running: 4, pending: 6 }) }).want).toBe(7);
  });

  it('counts tasks that ran unmeasured as on target on the way in, and as idle on the way out', () => {
    // 10 % over 2 of 4 tasks: 0.4 tasks measured, and 2 that may be as busy as they should be.
    expect(wantOf(cpu(10, 2)).exact).toBeCloseTo(2.4);
    expect(wantOf(cpu(90, 2), { view: viewOf(2) }).want).toBe(6);
    // 45 % over 3 of 4: 2.7 and 1 would be 3.7, which is still less than 4.
    expect(wantOf(cpu(45, 3)).exact).toBeCloseTo(3.7);
  });

  it('lets unmeasured tasks stop a scale-in, but never cause a scale-out', () => {
    const view = viewOf(4, { running: 9 });
    expect(wantOf(cpu(50, 3), { view }).want).toBe(4);
  });

  it('does not count tasks as unmeasured that were started since', () => {
    const recent = [{ atMs: startMs - 5 * minuteMs, from: 2, to: 4, urgency: 'low' } as const];
    const points = [8, 4, 1].map((minutes) => ({
      atMs: startMs - minutes * minuteMs,
      value: 10,
      tasks: minutes === 1 ? 4 : 2,
    }));
    const readings = { cpu: { kind: 'series', points } as const };
    const context = contextOf({ readings, state: stateOf({ recent }) });
    // At the middle point 4 were asked for and 2 ran; all 4 are measured by now.
    expect(answerOf(cpuTrack, context).opinion).toMatchObject({
      wishes: [{ exact: 0.4 }, { exact: 0.4 }, { exact: 0.8 }],
    });
  });

  it('counts tasks as unmeasured at every moment at which they were', () => {
    const points = [3, 2, 1].map((minutes) => ({
      atMs: startMs - minutes * minuteMs,
      value: 10,
      tasks: 2,
    }));
    const readings = { cpu: { kind: 'series', points } as const };
    const { opinion, reasons } = answerOf(cpuTrack, contextOf({ readings }));
    expect(opinion).toMatchObject({ wishes: [{ exact: 2.4 }, { exact: 2.4 }, { exact: 2.4 }] });
    expect(reasons).toMatchObject([{ kind: 'wish', unmeasured: 2, exact: 2.4, want: 3 }]);
    expect(reasons.map((reason) => explainReason(reason, startMs))).toEqual([
      'track cpu: cpu 10 over 2 tasks, target 50 and 2 tasks unmeasured, counted as on target, needs 2.4, so 3 tasks',
    ]);
  });

  it('multiplies demand that saturation hides', () => {
    expect(wantOf(cpu(89, 4)).exact).toBeCloseTo(7.12);
    expect(wantOf(cpu(90, 4)).exact).toBeCloseTo(10.8);
    expect(wantOf(cpu(90, 4)).urgency).toBe('high');
  });

  it('walks the running count back where the metric has no sample count', () => {
    const recent = [{ atMs: startMs - minuteMs, from: 4, to: 8, urgency: 'low' } as const];
    const points = [
      { atMs: startMs - 3 * minuteMs, value: 50 },
      { atMs: startMs - minuteMs / 2, value: 50 },
    ];
    const readings = { cpu: { kind: 'series', points } as const };
    const context = contextOf({ readings, state: stateOf({ recent }), view: viewOf(8) });
    const { opinion } = answerOf(cpuTrack, context);
    expect(opinion).toMatchObject({ wishes: [{ want: 4 }, { want: 8 }] });
  });

  it('takes a total signal as it is, however many tasks run', () => {
    const rule = { ...cpuTrack, signal: 'requests', target: 1000, saturation: null };
    const context = contextOf({
      readings: { requests: seriesOf([4500]) },
      view: viewOf(4),
      policy: policyOf({ rules: [rule] }),
    });
    expect(answerOf(rule, context).opinion).toMatchObject({ wishes: [{ want: 5 }] });
  });

  it('aws-cdk#38207: sees that a service publishes every 20 seconds, with three samples a task', () => {
    expect(wantOf(cpu(50, 30), { view: viewOf(10) }).want).toBe(10);
  });

  it('does not take a crash of two thirds for fast metrics', () => {
    const crashed = viewOf(12, { running: 4, pending: 8 });
    // Twelve tasks at 60 % need 14.4 at a target of 50 %; three samples each of four would need 4.8.
    expect(wantOf(cpu(60, 12), { view: crashed }).want).toBe(15);
  });

  it('does not count the samples of tasks that run three times as tasks that are starting', () => {
    const lastOut = { atMs: startMs - 3 * minuteMs, from: 4, to: 12, urgency: 'high' } as const;
    const state = stateOf({ lastOut, recent: [lastOut] });
    const starting = viewOf(12, { running: 4, pending: 8 });
    expect(wantOf(cpu(90, 12), { view: starting, state }).want).toBe(8);
  });

  it('does not take the samples of fast metrics for three times the tasks when all of them have crashed', () => {
    const lastOut = { atMs: startMs - 3 * minuteMs, from: 8, to: 10, urgency: 'low' } as const;
    const state = stateOf({ lastOut, recent: [lastOut] });
    const crashed = viewOf(10, { running: 0, pending: 10 });
    expect(wantOf(cpu(50, 30), { view: crashed, state }).want).toBe(10);
  });

  it('does not take a scale-in of two thirds for fast metrics', () => {
    const recent = [{ atMs: startMs - minuteMs / 2, from: 30, to: 10, urgency: 'low' } as const];
    expect(wantOf(cpu(50, 30), { view: viewOf(10), state: stateOf({ recent }) }).want).toBe(30);
  });

  it('takes the newest minute as full while its samples still come in', () => {
    const points = [
      { atMs: startMs - 2 * minuteMs, value: 88, tasks: 10 },
      { atMs: startMs - minuteMs, value: 88, tasks: 6 },
    ];
    expect(wantOf(points, { view: viewOf(10) }).exact).toBeCloseTo(17.6);
  });

  it('does not multiply again while the answer to saturation is starting', () => {
    expect(wantOf(cpu(95, 4), { view: viewOf(12, { running: 4, pending: 8 }) }).exact).toBeCloseTo(
      7.6,
    );
  });

  it('counts something measured at zero tasks as the load of one', () => {
    const rule = { ...cpuTrack, signal: 'queueAge', target: 60, saturation: null };
    const context = contextOf({
      readings: { queueAge: seriesOf([600]) },
      view: viewOf(0),
      policy: policyOf({
        rules: [rule],
        signals: { queueAge: { kind: 'queueAge', queueUrl: 'https://sqs/1/q' } },
      }),
    });
    expect(answerOf(rule, context).opinion).toMatchObject({ wishes: [{ want: 10 }] });
  });

  const blind = [
    { name: 'absent', reading: { kind: 'absent' }, why: 'absent' },
    { name: 'failed', reading: { kind: 'failed', cause: 'throttled' }, why: 'failed' },
    { name: 'stale', reading: { kind: 'stale', points: [], ageSeconds: 999 }, why: 'stale' },
    { name: 'not a number', reading: seriesOf([Number.NaN]), why: 'absent' },
  ] as const;
  for (const { name, reading, why } of blind) {
    it(`holds on a reading that is ${name}`, () => {
      const { opinion, reasons } = answerOf(cpuTrack, contextOf({ readings: { cpu: reading } }));
      expect(opinion).toEqual({ kind: 'hold', rule: 'track cpu' });
      expect(reasons).toMatchObject([{ kind: 'no-data', why }]);
    });
  }
});
