import { describe, expect, it } from 'vitest';
import { comparisonReport } from '#simulator/report/comparison-report.ts';
import { reportPage } from '#simulator/report/page/page.ts';
import type { Report } from '#simulator/report/report.ts';
import type { Span } from '#simulator/report/series.ts';
import { zoomsOf } from '#simulator/report/zooms.ts';
import { sampleRun } from './sample.ts';

const pageOf = (days: number, changes: Partial<Report> = {}): string =>
  reportPage({ ...comparisonReport(sampleRun(days)), ...changes });

describe('the report of a comparison', () => {
  const day = comparisonReport(sampleRun(1));

  it('is about Flyball, against 60 s target tracking, and the oracle comes last', () => {
    expect(day.contenders.map(({ role }) => role)).toEqual([
      'subject',
      'rival',
      ...Array(8).fill('peer'),
      'limit',
    ]);
    expect(day.findings[0]).toContain('Flyball and Target tracking, 60 s traded safety for cost');
    expect(day.findings).toHaveLength(9);
  });

  it('what was not scored is not drawn, nor taken for the worst hour', () => {
    const run = sampleRun(14);
    const worst = {
      fromMs: Date.parse('2026-01-16T00:00:00Z'),
      toMs: Date.parse('2026-01-16T03:00:00Z'),
    };
    const shown = (scored: readonly boolean[]) =>
      zoomsOf(comparisonReport({ ...run, scored }))[0]?.span;
    const isWithin = ({ fromMs, toMs }: Span) => fromMs >= worst.fromMs && toMs <= worst.toMs;
    const minutes = run.demand.tasks.map((_, index) => run.demand.startMs + index * 60_000);
    expect(shown(minutes.map(() => true))).toSatisfy(isWithin);
    expect(shown(minutes.map((atMs) => atMs < worst.fromMs || atMs >= worst.toMs))).not.toSatisfy(
      isWithin,
    );
  });

  it('says so when Flyball ran alone, or not at all', () => {
    const run = sampleRun(1);
    const only = (keep: (name: string) => boolean) => {
      const scalers = run.comparison.scalers.filter(({ name }) => keep(name));
      return comparisonReport({ ...run, comparison: { ...run.comparison, scalers } }).findings;
    };
    expect(only((name) => name === 'flyball')).toEqual([
      'Flyball ran alone: there is nobody to compare it with.',
    ]);
    expect(only((name) => name === 'hpa')).toEqual([
      'What each autoscaler did with the same load.',
    ]);
  });
});

describe('the page', () => {
  it('of two weeks and eleven scalers stays under a megabyte', () => {
    expect(pageOf(14).length).toBeLessThan(1_000_000);
  });

  it('the same numbers give the same bytes', () => {
    expect(pageOf(1)).toBe(pageOf(1));
  });

  it('asks for nothing from anywhere, and runs nothing', () => {
    const page = pageOf(1);
    expect(page).not.toMatch(
      /<script|<link|<img|<iframe|\ssrc=|href=|@import|url\(|https?:|\son\w+=/i,
    );
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  const hostile = `</title><script>alert(1)</script><b a="x" b='y'>`;

  it('names that look like markup stay text everywhere', () => {
    const { contenders } = comparisonReport(sampleRun(1));
    const page = pageOf(1, {
      title: hostile,
      findings: [hostile, hostile],
      cautions: [hostile],
      command: hostile,
      facts: [{ term: hostile, value: hostile }],
      contenders: contenders.map((each) => ({
        ...each,
        label: hostile,
        score: { ...each.score, settings: { [hostile]: hostile } },
      })),
    });
    expect(page).not.toContain('<script');
    expect(page).not.toContain('<b a=');
    expect(page.match(/&lt;script&gt;alert\(1\)/g)?.length).toBeGreaterThan(40);
  });

  it('every chart has words, and its numbers in a table', () => {
    const page = pageOf(1);
    expect(page.match(/role="img"\s+aria-label="[^"]{20,}"/g)?.length).toBeGreaterThanOrEqual(14);
    expect(page).toContain('The 48 turns as a table');
    expect(page).toMatch(/<th scope="row">Flyball<\/th><td[^>]*>\d/);
  });

  it('marks the best of a column, but never the oracle for it', () => {
    const row = pageOf(1)
      .split('\n')
      .find((line) => line.includes('<th scope="row">Oracle'));
    expect(row).not.toContain('class="best"');
    expect(pageOf(1)).toContain('class="best"');
  });

  it('without a frontier or courses it still has the scores', () => {
    const { contenders } = comparisonReport(sampleRun(1));
    const bare = contenders.map((each) => ({ ...each, running: null, frontier: [] }));
    const page = pageOf(1, { contenders: bare });
    expect(page).not.toContain('turns as a table');
    expect(page).not.toContain('Worst hour');
    expect(page).toContain('<th scope="row">Flyball');
  });

  it('shows how it was made', () => {
    expect(pageOf(1)).toContain('<pre>flyball compare --trace two-weeks.csv --html report.html');
  });
});
