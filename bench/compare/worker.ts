/** A thread of its own for one trace: half a minute of arithmetic would keep everything else waiting. */
import { parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod';
import { runTraceJob, type TraceResult } from './trace-job.ts';

const jobSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('file'), path: z.string() }),
  z.strictObject({
    kind: z.literal('generated'),
    name: z.string(),
    work: z.enum(['requests', 'jobs']),
  }),
]);

export type Message =
  | { readonly kind: 'progress'; readonly doneRatio: number }
  | { readonly kind: 'done'; readonly result: TraceResult };

const tell = (message: Message): void => parentPort?.postMessage(message);

const result = await runTraceJob(jobSchema.parse(workerData), (doneRatio) =>
  tell({ kind: 'progress', doneRatio }),
);
tell({ kind: 'done', result });
