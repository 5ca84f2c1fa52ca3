/** A fleet in as many shards as threads, each with its part of the ceiling, as the ticks of a large fleet are. */
import { Worker } from 'node:worker_threads';
import type { Month } from './play.ts';
import type { ShardJob } from './shard-job.ts';

const playInThread = (job: ShardJob): Promise<Month> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: job });
    worker.on('message', (month: Month) => resolve(month));
    worker.on('error', (cause) =>
      reject(new Error(`the shard from seed ${job.firstSeed} on failed`, { cause })),
    );
    // After its result this changes nothing; without one nothing else would ever settle it.
    worker.on('exit', (code) => reject(new Error(`a shard ended with code ${code} and no result`)));
  });

const shardsOf = (fleet: ShardJob, threads: number): readonly ShardJob[] => {
  const shards = Math.min(threads, fleet.services);
  const firstOf = (shard: number): number => Math.round((fleet.services * shard) / shards);
  return Array.from({ length: shards }, (_, shard) => {
    const services = firstOf(shard + 1) - firstOf(shard);
    const ceilingDollars = (fleet.ceilingDollars * services) / fleet.services;
    return { ...fleet, services, ceilingDollars, firstSeed: fleet.firstSeed + firstOf(shard) };
  });
};

export const playFleet = async (fleet: ShardJob, threads: number): Promise<Month> => {
  const months = await Promise.all(shardsOf(fleet, threads).map(playInThread));
  return {
    played: months.flatMap(({ played }) => played),
    stretches: months.reduce((sum, { stretches }) => sum + stretches, 0) / months.length,
  };
};
