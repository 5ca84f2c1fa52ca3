/** A thread of its own for one shard: minutes of arithmetic. */
import { parentPort, workerData } from 'node:worker_threads';
import { playShard, shardJobSchema } from './shard-job.ts';

parentPort?.postMessage(playShard(shardJobSchema.parse(workerData)));
