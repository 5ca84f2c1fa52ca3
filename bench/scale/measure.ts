/** Ticks of a fleet as deployed: the bundled functions in processes of their own, woken by schedule and queue. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { bundleLambda } from '#lib/bundle.ts';
import { variablesFor } from '../function-variables.ts';
import { type BenchAws, type Letter, queueName, startAws } from './local-aws.ts';
import { createLogMeter, type LogMeter } from './log-meter.ts';
import type { Meter } from './messages.ts';
import { createPool, type Invoked, type Pool, type WorldNow } from './pool.ts';
import { fleetYaml } from './services.ts';

export type Bundles = { readonly tick: string; readonly worker: string };

const bundleOne = async (name: 'tick' | 'worker', folder: string): Promise<string> => {
  const own = join(folder, name);
  await mkdir(own, { recursive: true });
  await writeFile(join(own, 'fleet.yaml'), fleetYaml);
  const entry = fileURLToPath(new URL(`../../lambdas/${name}/handler.ts`, import.meta.url));
  return bundleLambda(entry, own);
};

export const bundleFunctions = async (folder: string): Promise<Bundles> => ({
  tick: await bundleOne('tick', folder),
  worker: await bundleOne('worker', folder),
});

/** As the stack sets them. */
const tickMegabytes = 512;
const workerMegabytes = 1_024;
const timeoutMs = 50_000;
const workersAtOnce = 40;

export type Ticked = {
  /** From the schedule's event until the last shard is done. */
  readonly wallMs: number;
  readonly functionCpuMs: number;
  readonly awsCpuMs: number;
  readonly tickGbSeconds: number;
  readonly workerGbSeconds: number;
  readonly invocations: number;
  readonly messages: number;
  readonly calls: Readonly<Record<string, number>>;
  readonly throttled: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly billedMetrics: number;
  readonly logBytes: number;
  readonly longestUnreadMs: number;
  readonly neverRead: number;
  readonly errors: readonly string[];
};

export type Measured = {
  readonly services: number;
  readonly cold: Ticked;
  readonly warm: readonly Ticked[];
  readonly customMetrics: number;
  readonly tickPeakBytes: number;
  readonly workerPeakBytes: number;
  readonly workers: number;
};

type Running = {
  readonly aws: BenchAws;
  readonly world: () => WorldNow;
  readonly tick: Pool;
  readonly worker: Pool;
  readonly log: LogMeter;
  /** Of the tick at work: what its messages woke. */
  readonly woken: Promise<Invoked>[];
};

const minus = (after: Meter['calls'], before: Meter['calls']): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(after)
      .map(([name, count]) => [name, count - (before[name] ?? 0)] as const)
      .filter(([, count]) => count > 0),
  );

const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);

/** With so much memory a function has one processor, with less a part of it. */
const megabytesOfProcessor = 1_769;

/** As long as it took here, or as long as its CPU time takes on Lambda's part of a processor. */
const gbSeconds = (invoked: readonly Invoked[], megabytes: number): number => {
  const ms = invoked.map(({ billedMs, cpuMs }) =>
    Math.max(billedMs, (cpuMs * megabytesOfProcessor) / megabytes),
  );
  return (sum(ms) / 1000) * (megabytes / 1024);
};

const runOne = async ({ aws, world, tick, log, woken }: Running): Promise<Ticked> => {
  const dueMs = await aws.next();
  const before = await aws.meter();
  const logged = { bytes: log.bytes(), metrics: log.billedMetrics() };
  woken.length = 0;
  const startedMs = performance.now();
  const event = { kind: 'tick', scheduledTime: new Date(dueMs).toISOString() };
  const coordinator = await tick.invoke(event, world());
  // Its answer comes after all letters that were sent before it.
  await aws.meter();
  const workers = await Promise.all(woken);
  const wallMs = performance.now() - startedMs;
  const after = await aws.meter();
  const invoked = [coordinator, ...workers];
  return {
    wallMs,
    functionCpuMs: sum(invoked.map(({ cpuMs }) => cpuMs)),
    awsCpuMs: after.cpuMs - before.cpuMs,
    tickGbSeconds: gbSeconds([coordinator], tickMegabytes),
    workerGbSeconds: gbSeconds(workers, workerMegabytes),
    invocations: invoked.length,
    messages: workers.length,
    calls: minus(after.calls, before.calls),
    throttled: sum(Object.values(minus(after.throttled, before.throttled))),
    readUnits: after.readUnits - before.readUnits,
    writeUnits: after.writeUnits - before.writeUnits,
    billedMetrics: log.billedMetrics() - logged.metrics,
    logBytes: log.bytes() - logged.bytes,
    longestUnreadMs: before.longestUnreadMs,
    neverRead: after.neverRead,
    errors: invoked.flatMap(({ error }) => (error === null ? [] : [error])),
  };
};

const start = async (bundles: Bundles, services: number): Promise<Running> => {
  const log = createLogMeter();
  const woken: Promise<Invoked>[] = [];
  let now: WorldNow = { worldMs: 0, aheadMs: 0 };
  const onLetter = ({ delaySeconds, ...letter }: Letter): void => {
    const event = { Records: [{ ...letter, eventSource: 'aws:sqs' }] };
    woken.push(sleep(delaySeconds * 1000).then(() => worker.invoke(event, now)));
  };
  const aws = await startAws(services, onLetter);
  const variables = {
    ...variablesFor(aws.url),
    FLYBALL_READS: 'adaptive',
    FLYBALL_SHARD_QUEUE_URL: `${aws.url}/123456789012/${queueName}`,
  };
  const common = { timeoutMs, onLine: log.take };
  const tick = createPool({
    ...common,
    variables,
    file: bundles.tick,
    memoryMegabytes: tickMegabytes,
    atOnceAtMost: 1,
  });
  const { FLYBALL_SHARD_QUEUE_URL: _, ...ofWorker } = variables;
  const worker = createPool({
    ...common,
    variables: ofWorker,
    file: bundles.worker,
    memoryMegabytes: workerMegabytes,
    atOnceAtMost: workersAtOnce,
  });
  const next = async (): Promise<number> => {
    const dueMs = await aws.next();
    now = { worldMs: dueMs, aheadMs: dueMs - Date.now() };
    return dueMs;
  };
  return { aws: { ...aws, next }, world: () => now, tick, worker, log, woken };
};

const progressOf = (services: number, number: number, tick: Ticked | undefined): string => {
  const { wallMs = 0, functionCpuMs = 0, awsCpuMs = 0, calls = {}, errors = [] } = tick ?? {};
  const cpu = `${Math.round(functionCpuMs)} ms of CPU, ${Math.round(awsCpuMs)} ms of the local AWS`;
  const described = `${calls['ecs:DescribeServices'] ?? 0} descriptions`;
  const failed = `${errors.length} failed${errors[0] === undefined ? '' : `, such as: ${errors[0].slice(0, 300)}`}`;
  return `${services} services, tick ${number}: ${Math.round(wallMs)} ms, ${cpu}, ${described}, ${failed}`;
};

export const measure = async (
  bundles: Bundles,
  services: number,
  warmTicks: number,
): Promise<Measured> => {
  const running = await start(bundles, services);
  const { aws, tick, worker, log } = running;
  try {
    const cold = await runOne(running);
    const warm: Ticked[] = [];
    while (warm.length < warmTicks) {
      warm.push(await runOne(running));
      console.error(progressOf(services, warm.length, warm.at(-1)));
    }
    return {
      services,
      cold,
      warm,
      customMetrics: log.customMetrics(),
      tickPeakBytes: tick.peakBytes(),
      workerPeakBytes: worker.peakBytes(),
      workers: worker.environments(),
    };
  } finally {
    await Promise.all([tick.stop(), worker.stop()]);
    await aws.stop();
  }
};
