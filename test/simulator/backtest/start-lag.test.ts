import { describe, expect, it } from 'vitest';
import { type Rise, risesInCounts, risesInDecisions } from '#simulator/backtest/rises.ts';
import { measureStartLag, startLagText, surerOf } from '#simulator/backtest/start-lag.ts';

const minuteMs = 60_000;

const counted = (tasks: readonly number[]) =>
  tasks.map((count, index) => ({ atMs: index * minuteMs, tasks: count }));

const rise = (atSeconds: number, to: number, untilMs = Infinity): Rise => ({
  atMs: atSeconds * 1000,
  to,
  untilMs,
});

const lagOf = (rises: readonly Rise[], tasks: readonly number[]) =>
  measureStartLag('recorded decisions', rises, counted(tasks));

describe('start lag', () => {
  it.each([
    {
      name: 'lasts until the middle of the first minute with enough',
      rises: [rise(120, 4)],
      tasks: [2, 2, 2, 3, 4, 4],
      lag: { seconds: 150, starts: 1, unanswered: 0 },
    },
    {
      name: 'is never negative',
      rises: [rise(170, 4)],
      tasks: [2, 2, 4, 4],
      lag: { seconds: 0, starts: 1, unanswered: 0 },
    },
    {
      name: 'is the median',
      rises: [rise(60, 3), rise(300, 4), rise(600, 5)],
      tasks: [2, 2, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 5],
      lag: { seconds: 150, slowSeconds: 330, starts: 3, unanswered: 0 },
    },
    {
      name: 'a rise that was never carried out is unanswered',
      rises: [rise(60, 3), rise(300, 9)],
      tasks: [2, 2, 3, 3, 3, 3, 3, 3, 3, 3],
      lag: { starts: 1, unanswered: 1 },
    },
    {
      name: 'what comes after a quarter of an hour is another matter',
      rises: [rise(60, 3), rise(300, 4)],
      tasks: [2, 2, 3, ...Array(19).fill(3), 4],
      lag: { starts: 1, unanswered: 1 },
    },
    {
      name: 'what comes after the wish was taken back is no answer',
      rises: [rise(60, 3), rise(300, 4, 360_000)],
      tasks: [2, 2, 3, 3, 3, 3, 3, 3, 4],
      lag: { starts: 1, unanswered: 1 },
    },
  ])('$name', ({ rises, tasks, lag }) => {
    expect(lagOf(rises, tasks)).toMatchObject(lag);
  });

  it('cannot be told from tasks that were there before, nor from none', () => {
    expect(lagOf([rise(120, 4)], [4, 4, 4, 4])).toBeNull();
    expect(lagOf([rise(120, 4)], [2, 2, 2, 2])).toBeNull();
    expect(lagOf([], [2, 4])).toBeNull();
  });
});

describe('rises', () => {
  const decision = (atMs: number, from: number, to: number) => ({
    atMs,
    from,
    to,
    asked: to,
    challenger: null,
    outcome: null,
    because: [],
  });

  it('hold until fewer are asked for', () => {
    const decisions = [decision(1, 2, 4), decision(2, 4, 4), decision(3, 4, 6), decision(4, 6, 3)];
    expect(risesInDecisions(decisions)).toEqual([
      { atMs: 1, to: 4, untilMs: 4 },
      { atMs: 3, to: 6, untilMs: 4 },
    ]);
  });

  it('within a minute of Container Insights are one rise', () => {
    const counts = [4, 4.3, 5, 5, 4.5, 4].map((desired, index) => ({
      atMs: index * minuteMs,
      desired,
      running: 4,
    }));
    expect(risesInCounts(counts)).toEqual([
      { atMs: 1.5 * minuteMs, to: 5, untilMs: 5.5 * minuteMs },
    ]);
  });
});

describe('how sure it is', () => {
  const measured = (source: 'recorded decisions' | 'Container Insights', starts: number) => ({
    kind: 'measured' as const,
    source,
    seconds: 80,
    slowSeconds: 120,
    starts,
    unanswered: 0,
  });
  const decisions = (starts: number) => measured('recorded decisions', starts);
  const counts = (starts: number) => measured('Container Insights', starts);

  it.each([
    {
      name: 'decisions when there are enough',
      one: decisions(5),
      other: counts(50),
      is: 'recorded decisions',
    },
    {
      name: 'whoever saw more when there are few',
      one: decisions(2),
      other: counts(3),
      is: 'Container Insights',
    },
    { name: 'whoever saw any', one: null, other: counts(1), is: 'Container Insights' },
  ])('$name are believed', ({ one, other, is }) => {
    expect(surerOf(one, other)?.source).toBe(is);
  });

  it.each([
    { lag: decisions(9), says: /^80 s in the median .* from recorded decisions of 9 starts$/ },
    { lag: decisions(1), says: /of 1 start; too few/ },
    { lag: decisions(2), says: /of 2 starts; too few to be sure of$/ },
    {
      lag: { ...decisions(9), unanswered: 10 },
      says: /9 starts; 10 more never seen to run; too few/,
    },
    { lag: { kind: 'given' as const, seconds: 45 }, says: /^45 s, as given$/ },
    { lag: { kind: 'assumed' as const, seconds: 60 }, says: /^60 s, assumed: .* --start-lag/ },
  ])('$says', ({ lag, says }) => {
    expect(startLagText(lag)).toMatch(says);
  });
});
