import { expect, it } from 'vitest';
import type { Work } from '#simulator/trial/setup.ts';
import { benchmarksPage } from '../../bench/compare/markdown.ts';
import type { TraceResult } from '../../bench/compare/trace-job.ts';
import { sampleRun } from '../simulator/report/sample.ts';

const { comparison } = sampleRun(1);
const [score] = comparison.scalers;

const resultOf = (trace: string, work: Work): TraceResult => {
  if (score === undefined) throw new Error('the sample has no scaler');
  const isShown = ({ name }: { readonly name: string }): boolean =>
    work === 'jobs' || name !== 'keda';
  const names = ['flyball-20', 'flyball-20-20'] as const;
  return {
    comparison: { ...comparison, trace, scalers: comparison.scalers.filter(isShown) },
    work,
    days: 1,
    everySeconds: 60,
    repairs: [],
    variants: names.map((name) => ({ name, score, frontier: [] })),
  };
};

const origin = { command: 'node bench/compare.ts', commit: 'c', machine: 'm' };

const sectionOf = (page: string, title: string): string => page.split(`## ${title}`)[1] ?? '';

it('a queue has a section of its own, with KEDA, and counts in no mean over requests', () => {
  const page = benchmarksPage([resultOf('web', 'requests'), resultOf('jobs', 'jobs')], origin);
  const queue = sectionOf(page, 'As a queue').split('\n## ')[0] ?? '';
  expect(queue).toContain('| KEDA |');
  expect(queue).toContain('| jobs |');
  expect(page.replace(queue, '')).not.toMatch(/KEDA|\| jobs \|/);
  expect(benchmarksPage([resultOf('web', 'requests')], origin)).not.toContain('As a queue');
});
