/**
 * Flyball and the other autoscalers over many traces: `node bench/compare.ts`. The generated ones by default; `TRACES=dir`
 * takes the CSV files of a folder, and `OUT=file` says where the page goes. About a minute of a core for a trace of two weeks.
 */
import { readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { generatedLoads } from '#simulator/loads/generated/catalogue.ts';
import { benchmarksPage } from './compare/markdown.ts';
import { originOf } from './compare/origin.ts';
import { runAll } from './compare/pool.ts';
import type { TraceJob } from './compare/trace-job.ts';

const { TRACES: folder, OUT: page = 'docs/BENCHMARKS.md' } = process.env;

const filesIn = async (path: string): Promise<readonly TraceJob[]> => {
  const names = (await readdir(path)).filter((name) => name.endsWith('.csv')).toSorted();
  if (names.length > 0) return names.map((name) => ({ kind: 'file', path: join(path, name) }));
  throw new Error(`There is no CSV file in ${path}; name a folder with traces in TRACES`);
};

const jobs: readonly TraceJob[] =
  folder === undefined
    ? generatedLoads.flatMap(({ name, queue }): readonly TraceJob[] => [
        { kind: 'generated', name, work: 'requests' },
        ...(queue === true ? [{ kind: 'generated', name, work: 'jobs' } as const] : []),
      ])
    : await filesIn(folder);

const command = `${folder === undefined ? '' : `TRACES=${basename(folder)} `}node bench/compare.ts`;
// Asked first: what changes while it runs was not measured.
const origin = await originOf(command);
const results = await runAll(jobs);
await writeFile(page, benchmarksPage(results, origin));
console.log(`${results.length} traces; see ${page}`);
