/** Traces in as many threads as there are cores, and a line that says how far they are. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import { labelOf, type TraceJob, type TraceResult } from './trace-job.ts';
import type { Message } from './worker.ts';

const runInThread = (job: TraceJob, onProgress: (doneRatio: number) => void) =>
  new Promise<TraceResult>((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: job });
    worker.on('message', (message: Message) => {
      switch (message.kind) {
        case 'progress':
          return onProgress(message.doneRatio);
        case 'done':
          return resolve(message.result);
        default:
          return message satisfies never;
      }
    });
    worker.on('error', (cause) => reject(new Error(`${labelOf(job)} failed`, { cause })));
    // After its result this changes nothing; without one nothing else would ever settle it.
    worker.on('exit', (code) =>
      reject(new Error(`${labelOf(job)} ended with code ${code} and no result`)),
    );
  });

const progressLine = (ratios: ReadonlyMap<string, number>): string =>
  [...ratios].map(([label, ratio]) => `${label} ${Math.floor(100 * ratio)} %`).join(', ');

const show = (line: string): void => {
  if (process.stderr.isTTY === true) process.stderr.write(`\r\u001B[2K${line}`);
};

/** In the order of the jobs, whichever is done first. */
export const runAll = async (jobs: readonly TraceJob[]): Promise<readonly TraceResult[]> => {
  const limit = pLimit(availableParallelism());
  const running = new Map<string, number>();
  const update = (label: string, ratio: number): void => {
    running.set(label, ratio);
    show(progressLine(running));
  };
  const results = await Promise.all(
    jobs.map((job) =>
      limit(async () => {
        const label = labelOf(job);
        const result = await runInThread(job, (ratio) => update(label, ratio));
        running.delete(label);
        show('');
        console.error(`${label}: done`);
        return result;
      }),
    ),
  );
  return results;
};
