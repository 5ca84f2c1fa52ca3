import { describe, expect, it } from 'vitest';
import { decide } from '#engine/decide.ts';
import { withFormulas } from '#engine/formulas.ts';
import type { Point, Reading } from '#engine/model.ts';
import { parseFormula } from '#engine/parse-formula.ts';
import type { SignalDefinition } from '#engine/policy.ts';
import { cpuTrack, minuteMs, policyOf, seriesOf, startMs, stateOf, viewOf } from './support.ts';

const formulaOf = (text: string): SignalDefinition => {
  const result = parseFormula(text);
  if (result.kind === 'refused') throw new Error(result.message);
  return { kind: 'formula', per: 'task', formula: result.formula };
};

const at = (minutesAgo: number, value: number, tasks?: number): Point => {
  const atMs = startMs - minutesAgo * minuteMs;
  return tasks === undefined ? { atMs, value } : { atMs, value, tasks };
};

const series = (...points: readonly Point[]): Reading => ({ kind: 'series', points });

const queueDepth = { kind: 'queueDepth', queueUrl: 'https://sqs/1/q' } as const;

const compute = (text: string, readings: Readonly<Record<string, Reading>>): Reading | undefined =>
  withFormulas({ result: formulaOf(text), queueDepth }, readings)['result'];

const cpu = series(at(3, 20, 4), at(2, 30, 4), at(1, 40, 4));
const memory = series(at(2, 50), at(1, 10));

describe('a formula over signals', () => {
  const rows: readonly (readonly [text: string, values: readonly number[]])[] = [
    ['cpu * 2', [40, 60, 80]],
    ['cpu + memory', [80, 50]],
    ['cpu - memory', [-20, 30]],
    ['-cpu', [-20, -30, -40]],
    ['memory / (memory - 50)', [-0.25]],
    ['max(cpu, memory)', [50, 40]],
    ['min(cpu, memory)', [30, 10]],
    ['sum(cpu, memory, 1)', [81, 51]],
    ['avg(cpu, memory)', [40, 25]],
    ['memory ?? cpu', [20, 50, 10]],
    ['max(cpu, memory ?? 0)', [20, 50, 40]],
    ['(cpu / 0) ?? 7', [7, 7, 7]],
    ['nowhere ?? cpu', [20, 30, 40]],
  ];
  for (const [text, values] of rows) {
    it(`${text} is ${values.join(', ')}`, () => {
      const reading = compute(text, { cpu, memory });
      if (reading?.kind !== 'series') throw new Error(`got ${reading?.kind}`);
      expect(reading.points.map(({ value }) => value)).toEqual(values);
    });
  }

  it('takes the tasks of the first input that has them', () => {
    expect(compute('memory + cpu', { cpu, memory })).toEqual(series(at(2, 80, 4), at(1, 50, 4)));
  });

  it('keeps its moments in order, whatever the order of its inputs', () => {
    const reading = compute('memory ?? cpu', { cpu, memory });
    if (reading?.kind !== 'series') throw new Error('expected a series');
    const moments = reading.points.map(({ atMs }) => atMs);
    expect(moments).toEqual(moments.toSorted((a, b) => a - b));
  });

  it('lets a queue that is read directly stand until it is read again', () => {
    const queue = series(
      { atMs: startMs - 150_000, value: 90 },
      { atMs: startMs - 7_000, value: 30 },
    );
    expect(compute('queueDepth / cpu', { cpu, queueDepth: queue })).toEqual(
      series(at(2, 3, 4), at(1, 2.25, 4)),
    );
  });

  it('leaves out what is not finite', () => {
    const huge = series(at(1, Number.MAX_VALUE));
    expect(compute('cpu * 10', { cpu: huge })).toEqual({ kind: 'absent' });
    expect(compute('cpu', { cpu: series(at(1, Number.NaN)) })).toEqual({ kind: 'absent' });
  });

  it('is absent where no input was ever measured at once with the others', () => {
    expect(compute('cpu + memory', { cpu: series(at(3, 1)), memory })).toEqual({ kind: 'absent' });
    expect(compute('cpu + memory', { cpu })).toEqual({ kind: 'absent' });
  });

  it('has failed, with the cause, where nothing can be computed for a failed input', () => {
    const readings = { cpu, memory: { kind: 'failed', cause: 'throttled' } } as const;
    expect(compute('cpu + memory', readings)).toEqual({
      kind: 'failed',
      cause: 'memory: throttled',
    });
    expect(compute('memory ?? cpu', readings)?.kind).toBe('series');
  });

  it('is stale by as much as its newest value is', () => {
    const stale = { kind: 'stale', points: [at(9, 5), at(8, 7)], ageSeconds: 480 } as const;
    expect(compute('memory * 2', { memory: stale })).toEqual({
      kind: 'stale',
      points: [at(9, 10), at(8, 14)],
      ageSeconds: 480,
    });
    const other = series(at(9, 1), at(2, 1));
    expect(compute('memory * cpu', { memory: stale, cpu: other })).toEqual({
      kind: 'stale',
      points: [at(9, 5)],
      ageSeconds: 540,
    });
  });

  it('leaves the readings as they are where there is no formula', () => {
    const readings = { cpu };
    expect(withFormulas({ cpu: { kind: 'cpu' } }, readings)).toBe(readings);
  });
});

describe('a rule over a formula', () => {
  const policy = policyOf({
    rules: [{ ...cpuTrack, signal: 'busiest' }],
    signals: { ...policyOf().signals, busiest: formulaOf('max(cpu, memory)') },
  });
  const decideOn = (readings: Readonly<Record<string, Reading>>) =>
    decide({
      policy,
      observation: { view: viewOf(4), readings },
      state: stateOf(),
      overrides: [],
      windows: [],
      nowMs: startMs,
    }).decision;

  it('follows whichever signal is higher', () => {
    expect(decideOn({ cpu: seriesOf([10], 4), memory: seriesOf([80], 4) }).to).toBe(7);
  });

  it('does not take an old value for news because its inputs have newer ones elsewhere', () => {
    const early = series(at(9, 80, 4), at(1, 80, 4));
    const late = series(at(9, 80, 4), at(2, 80, 4));
    expect(decideOn({ cpu: early, memory: late }).reasons).toMatchObject([
      { kind: 'no-data', why: 'stale', detail: 'newest point is 540 s old' },
      { kind: 'no-opinion' },
    ]);
  });
});
