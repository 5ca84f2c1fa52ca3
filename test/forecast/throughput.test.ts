import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { throughputOf, type WorkedMinute } from '#lib/forecast/throughput.ts';

const minuteMs = 60_000;
const nowMs = Date.UTC(2026, 0, 5, 9, 0);

type Told = Omit<WorkedMinute, 'atMs'>;

/** The newest one ends now. */
const minutes = (count: number, told: (minute: number) => Told): readonly WorkedMinute[] =>
  Array.from({ length: count }, (_, minute) => ({
    atMs: nowMs - (count - minute) * minuteMs,
    ...told(minute),
  }));

const busy: Told = { done: 36, waiting: 500, tasks: 3 };

const learnt = (worked: readonly WorkedMinute[]) => throughputOf(worked, nowMs);

const pace = (worked: readonly WorkedMinute[]): number | null => {
  const throughput = learnt(worked);
  return throughput.kind === 'none' ? null : throughput.jobsPerTaskMinute;
};

it('is what each task did while all had work', () => {
  expect(learnt(minutes(121, () => busy))).toEqual({
    kind: 'throughput',
    madeAtMs: nowMs,
    jobsPerTaskMinute: 12,
    busyMinutes: 120,
  });
});

it('needs half an hour of busy minutes', () => {
  expect(learnt(minutes(30, () => busy))).toEqual({ kind: 'none', busyMinutes: 29 });
  expect(learnt(minutes(31, () => busy)).kind).toBe('throughput');
});

it('knows nothing of nothing', () => {
  expect(learnt([])).toEqual({ kind: 'none', busyMinutes: 0 });
});

describe('what says nothing of a busy worker', () => {
  const rows: readonly (readonly [string, Told])[] = [
    ['a queue with fewer jobs than workers', { done: 1, waiting: 2, tasks: 3 }],
    ['no workers', { done: 0, waiting: 500, tasks: 0 }],
    ['another number of workers than before', { done: 400, waiting: 500, tasks: 4 }],
    ['a queue that was not measured', { done: 1, waiting: Number.NaN, tasks: 3 }],
    ['workers that were not counted', { done: 1, waiting: 500, tasks: Number.NaN }],
  ];
  it.each(rows)('%s', (_, odd) => {
    const every = minutes(200, (minute) => (minute % 2 === 0 ? busy : odd));
    expect(learnt(every)).toEqual({ kind: 'none', busyMinutes: 0 });
  });

  it('jobs that were not counted', () => {
    const uncounted = { ...busy, done: Number.NaN };
    const worked = minutes(200, (minute) => (minute % 2 === 0 ? busy : uncounted));
    expect(learnt(worked)).toMatchObject({ jobsPerTaskMinute: 12, busyMinutes: 99 });
  });

  it('minutes on either side of a gap', () => {
    const worked = minutes(200, () => busy).filter((_, minute) => minute % 2 === 0);
    expect(learnt(worked)).toEqual({ kind: 'none', busyMinutes: 0 });
  });
});

it('jobs of many minutes are counted over many minutes', () => {
  const worked = minutes(101, (minute) => ({ ...busy, tasks: 1, done: minute % 5 === 0 ? 1 : 0 }));
  expect(pace(worked)).toBe(0.2);
});

it('a jam and a purge among them do not count', () => {
  const odd = (minute: number) => (minute > 20 && minute < 35) || minute === 60;
  const worked = minutes(121, (minute) => ({
    ...busy,
    done: odd(minute) ? (minute === 60 ? 1e6 : 0) : 36,
  }));
  expect(pace(worked)).toBe(12);
});

it('a release that makes workers faster is learnt within two busy hours and a bit', () => {
  const worked = (after: number) =>
    minutes(1000, (minute) => ({ ...busy, done: minute < 1000 - after ? 36 : 72 }));
  expect(pace(worked(100))).toBe(12);
  expect(pace(worked(130))).toBe(24);
});

it('whatever was measured, the pace is one that was seen', () => {
  const told = fc.record({
    done: fc.constantFrom(0, 1, 36, 1e9, Number.NaN),
    waiting: fc.constantFrom(0, 3, 500, Number.NaN),
    tasks: fc.constantFrom(0, 1, 3, 3, 3, Number.NaN),
  });
  fc.assert(
    fc.property(fc.array(told, { minLength: 40, maxLength: 300 }), (all) => {
      const throughput = learnt(minutes(all.length, (minute) => all[minute] ?? busy));
      if (throughput.kind === 'none') return;
      expect(throughput.jobsPerTaskMinute).toBeGreaterThan(0);
      expect(throughput.jobsPerTaskMinute).toBeLessThanOrEqual(1e9);
      expect(throughput.busyMinutes).toBeLessThanOrEqual(240);
    }),
  );
});
