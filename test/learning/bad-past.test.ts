/** Pasts as they should not be, through the whole path: CloudWatch's points in, what a tick makes of it out. */
import { describe, expect, it } from 'vitest';
import { loadBelow } from '#engine/foresight/forecast.ts';
import type { Point, Reading } from '#engine/model.ts';
import { keyOf } from '#engine/model.ts';
import { learnDue } from '#lib/learning.ts';
import { runTick } from '#lib/tick.ts';
import { fleetOf, idOf, inputOf, minuteMs } from '../tick/support.ts';
import {
  type Course,
  cpuPast,
  forecastFleet,
  learningInput,
  nowMs,
  usualCpu,
  worldOfPasts,
} from './support.ts';

const days = 4;
const lastStep = 28 * 288 - 1;
const since = (step: number): number => lastStep - step;

const changed = (past: Reading, change: (point: Point, index: number) => readonly Point[]) =>
  past.kind === 'series' ? { ...past, points: past.points.flatMap(change) } : past;

const usual = (course: Course = usualCpu, length = days) => cpuPast(length, course, 4);

type Row = {
  readonly name: string;
  readonly past: Reading;
  /** What is known of a load of 4 tasks at some 50 %, so 200; `null`: nothing is foretold. */
  readonly within: readonly [least: number, most: number] | null;
};

const rows: readonly Row[] = [
  { name: 'less than an hour', past: usual(usualCpu, 0.03), within: null },
  { name: 'less than a day', past: usual(usualCpu, 0.5), within: [100, 400] },
  { name: 'a constant', past: usual(() => 50), within: [199, 201] },
  { name: 'nothing but zeros', past: usual(() => 0), within: [0, 0] },
  {
    name: 'one giant outlier',
    past: usual((step) => (since(step) === 500 ? 1e9 : usualCpu(step))),
    within: [100, 400],
  },
  {
    name: 'a level that jumped fiftyfold half a day ago',
    past: usual((step) => usualCpu(step) * (since(step) < 144 ? 1 : 0.02)),
    within: [50, 700],
  },
  {
    name: 'gaps of a day',
    past: changed(usual(), (point, index) => (index > 300 && index < 600 ? [] : [point])),
    within: [100, 400],
  },
  {
    name: 'a clock that went back and repeats itself',
    past: changed(usual(), (point, index) =>
      index % 50 === 0 ? [point, { ...point, atMs: point.atMs - 7 * 60 * minuteMs }] : [point],
    ),
    within: [100, 400],
  },
  {
    name: 'values that are no number',
    past: changed(usual(), (point, index) => [
      index % 10 === 0 ? { ...point, value: Number.NaN } : point,
    ]),
    within: [100, 400],
  },
  {
    name: 'negative and infinite values',
    past: changed(usual(), (point, index) => [
      index % 20 === 0
        ? { ...point, value: index % 40 === 0 ? -9 : Number.POSITIVE_INFINITY }
        : point,
    ]),
    within: [100, 400],
  },
  { name: 'nothing at all', past: { kind: 'absent' }, within: null },
];

const learnt = async (past: Reading) => {
  const world = worldOfPasts([{ name: 'web', past }]);
  const report = await learnDue(learningInput(world));
  const recalled = world.learnt.get(keyOf(idOf('web')));
  if (recalled?.kind !== 'learnt') throw new Error('nothing was kept');
  return { world, report, signal: recalled.learnt.signals['cpu'] };
};

describe('a past of', () => {
  it.each(rows)('$name', async ({ past, within }) => {
    const { world, report, signal } = await learnt(past);
    expect(report.failed).toEqual([]);
    const forecast = signal?.foresight.forecast;
    if (within === null || forecast?.kind !== 'forecast') {
      expect(within).toBeNull();
      expect(signal?.doubt).toMatchObject({ kind: 'unlearnt' });
    } else {
      const soon = forecast.leads.slice(0, 6).map(({ expected }) => expected);
      expect(Math.min(...soon)).toBeGreaterThanOrEqual(within[0]);
      expect(Math.max(...soon)).toBeLessThanOrEqual(within[1]);
      for (const lead of forecast.leads) {
        expect(loadBelow(lead, 0.95)).toBeLessThanOrEqual(3 * forecast.highestLoad);
      }
    }
    const tick = inputOf(world, { tickMs: nowMs, fleet: fleetOf(forecastFleet) });
    const { decisions, failed } = await runTick(tick);
    expect(failed).toEqual([]);
    expect(decisions[0]?.to).toBeLessThanOrEqual(13);
  });
});
