import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countLosses, losesOften, lossWindowSeconds, noLosses } from '#engine/losses.ts';
import type { ServiceView } from '#engine/model.ts';
import type { Losses, ServiceState } from '#engine/state.ts';
import { minuteMs, startMs, stateOf, viewOf } from './support.ts';

type Look = Partial<Pick<ServiceView, 'desired' | 'running' | 'rollout'>>;

/** One look a minute at a service that should run ten tasks. */
const lossesAfter = (looks: readonly Look[], changes: Partial<ServiceState> = {}): Losses =>
  looks.reduce<Losses>((losses, look, minute) => {
    const view = viewOf(10, look);
    return countLosses(stateOf({ ...changes, losses }), view, startMs + minute * minuteMs);
  }, noLosses);

const lostIn = ({ recent }: Losses): number => recent.reduce((sum, { tasks }) => sum + tasks, 0);

const runs = (...counts: readonly number[]): readonly Look[] =>
  counts.map((running) => ({ running }));

const action = { atMs: startMs, from: 10, to: 6, urgency: 'low' } as const;

describe('tasks that are lost', () => {
  it.each([
    { what: 'none while all run', looks: runs(10, 10, 10), lost: 0 },
    { what: 'none while tasks start', looks: runs(4, 6, 9, 10), lost: 0 },
    { what: 'those that ran and do not', looks: runs(10, 7, 7), lost: 3 },
    { what: 'each time anew', looks: runs(10, 9, 10, 9, 10, 8), lost: 4 },
    {
      what: 'not those that a lower count takes away',
      looks: [{}, { desired: 6, running: 10 }, { desired: 6, running: 6 }],
      lost: 0,
    },
    {
      what: 'not those that a rollout replaces',
      looks: [{}, { running: 8, rollout: 'in-progress' as const }, { running: 10 }],
      lost: 0,
    },
    { what: 'not those that run beyond the count', looks: runs(14, 12, 10), lost: 0 },
  ])('are $what', ({ looks, lost }) => {
    expect(lostIn(lossesAfter(looks))).toBe(lost);
  });

  it.each([
    { what: 'Flyball lowered', changes: { lastIn: action } },
    { what: 'somebody else lowered', changes: { foreign: { atMs: startMs, from: 10, to: 6 } } },
  ])('are not counted while tasks may drain that $what the count for', ({ changes }) => {
    expect(lostIn(lossesAfter(runs(10, 7), changes))).toBe(0);
  });

  it('are forgotten after an hour', () => {
    const losses = lossesAfter(runs(10, 7));
    const nowMs = startMs + lossWindowSeconds * 1000 + minuteMs;
    const view = viewOf(10, { running: 7 });
    expect(countLosses(stateOf({ losses }), view, nowMs)).toEqual({ running: 7, recent: [] });
  });

  it('are a dozen numbers at most, and the same object when nothing changes', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 200 });
    fc.assert(
      fc.property(counts, (each) => {
        const losses = lossesAfter(runs(...each));
        expect(losses.recent.length).toBeLessThanOrEqual(13);
        const nowMs = startMs + Math.max(0, each.length - 1) * minuteMs;
        const view = viewOf(10, { running: losses.running });
        expect(countLosses(stateOf({ losses }), view, nowMs)).toBe(losses);
      }),
    );
  });
});

describe('often', () => {
  const lossesOf = (...tasks: readonly number[]): Losses => ({
    running: 1,
    recent: tasks.map((lost, index) => ({ atMs: startMs + index * 5 * minuteMs, tasks: lost })),
  });

  it.each([
    { what: 'a crash loop of one task', losses: lossesOf(1, 1, 1, 1, 1), desired: 1, often: 5 },
    { what: 'four of them', losses: lossesOf(1, 1, 1, 1), desired: 1, often: null },
    { what: 'one host with all its tasks', losses: lossesOf(20), desired: 40, often: null },
    {
      what: 'the Spot losses of a large fleet',
      losses: lossesOf(9, 9, 9),
      desired: 500,
      often: null,
    },
    { what: 'a tenth of a large fleet', losses: lossesOf(20, 20, 10), desired: 500, often: 50 },
  ])('$what of $desired: $often', ({ losses, desired, often }) => {
    expect(losesOften(losses, desired)).toBe(often);
  });
});
