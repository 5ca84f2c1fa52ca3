/**
 * Flyball and the other autoscalers over many traces: `node bench/compare.ts`. The generated ones by default; `TRACES=dir`
 * takes the CSV files of a folder, and `OUT=file` says where the page goes. About a minute of a core for a trace of two weeks.
 */
import { writeFile } from 'node:fs/promises';
import { generatedLoads } from '#simulator/loads/generated/catalogue.ts';
import { benchmarksPage } from './compare/markdown.ts';
import { originOf } from './compare/origin.ts';
import { runAll } from './compare/pool.ts';
import type { TraceJob } from './compare/trace-job.ts';
import { quotedCommand, traceFiles } from './loads.ts';

const { OUT: page = 'docs/BENCHMARKS.md' } = process.env;

const generated = (): readonly TraceJob[] =>
  generatedLoads.flatMap(({ name, queue }): readonly TraceJob[] => [
    { kind: 'generated', name, work: 'requests' },
    ...(queue === true ? [{ kind: 'generated', name, work: 'jobs' } as const] : []),
  ]);

const jobs: readonly TraceJob[] =
  traceFiles()?.map((path) => ({ kind: 'file', path })) ?? generated();

// Asked first: what changes while it runs was not measured.
const origin = await originOf(quotedCommand('bench/compare.ts'));
const results = await runAll(jobs);
await writeFile(page, benchmarksPage(results, origin));
console.log(`${results.length} traces; see ${page}`);
