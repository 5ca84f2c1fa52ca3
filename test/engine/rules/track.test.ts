import { describe, expect, it } from 'vitest';
import type { Point } from '#engine/model.ts';
import { latestOf } from '#engine/rules/answer.ts';
import { track } from '#engine/rules/track.ts';
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
  const { opinion } = track(cpuTrack, contextOf({ readings, ...changes }));
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
      expect(wantOf(cpu(value, tasks)).want).toBe(want);
    });
  }

  it('counts demand over the tasks that were measured, not over those that are desired', () => {
    expect(wantOf(cpu(80, 4), { view: viewOf(10, { running: 4, pending: 6 }) }).want).toBe(7);
  });

  const joining = [
    { name: 'half-way, at the same load', before: [80, 4], now: [50, 8], demand: 320 },
    { name: 'at the very end', before: [80, 4], now: [80, 8], demand: 320 },
    { name: 'as the load falls away', before: [80, 4], now: [20, 8], demand: 160 },
    { name: 'as the load jumps', before: [40, 4], now: [80, 5], demand: 320 },
    { name: 'after a silent minute', before: [80, 4], now: [50, 8], gap: 2, demand: 400 },
    { name: 'after none ran', before: [0, 0], now: [50, 8], demand: 400 },
    { name: 'without any load', before: [0, 4], now: [0, 8], demand: 0 },
    { name: 'while nothing was done before', before: [0, 4], now: [50, 8], demand: 200 },
  ] as const;
  for (const { name, before, now, demand, ...rest } of joining) {
    it(`sees a load of ${demand} % in a minute in which tasks join ${name}`, () => {
      const gap = 'gap' in rest ? rest.gap : 1;
      const points = [
        { atMs: startMs - (1 + gap) * minuteMs, value: before[0], tasks: before[1] },
        { atMs: startMs - minuteMs, value: now[0], tasks: now[1] },
      ];
      expect(wantOf(points).exact).toBeCloseTo(demand / cpuTrack.target);
    });
  }

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
    const { opinion } = track(cpuTrack, context);
    expect(opinion).toMatchObject({ wishes: [{ want: 4 }, { want: 8 }] });
  });

  it('takes a total signal as it is, however many tasks run', () => {
    const rule = { ...cpuTrack, signal: 'requests', target: 1000, saturation: null };
    const context = contextOf({
      readings: { requests: seriesOf([4500]) },
      view: viewOf(4),
      policy: policyOf({ rules: [rule] }),
    });
    expect(track(rule, context).opinion).toMatchObject({ wishes: [{ want: 5 }] });
  });

  const blind = [
    { name: 'absent', reading: { kind: 'absent' }, why: 'absent' },
    { name: 'failed', reading: { kind: 'failed', cause: 'throttled' }, why: 'failed' },
    { name: 'stale', reading: { kind: 'stale', points: [], ageSeconds: 999 }, why: 'stale' },
    { name: 'not a number', reading: seriesOf([Number.NaN]), why: 'absent' },
  ] as const;
  for (const { name, reading, why } of blind) {
    it(`holds on a reading that is ${name}`, () => {
      const { opinion, reasons } = track(cpuTrack, contextOf({ readings: { cpu: reading } }));
      expect(opinion).toEqual({ kind: 'hold', rule: 'track cpu' });
      expect(reasons).toMatchObject([{ kind: 'no-data', why }]);
    });
  }
});
