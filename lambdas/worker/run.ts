/** One batch of messages: a shard of a tick each, apart from each other. */
import type { Context, SQSBatchResponse, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { workersAtMost } from '#config/workers.ts';
import { emitDuration, emitLook, emitShard } from '#lib/function/emit-report.ts';
import type { EmitServices } from '#lib/function/emit-services.ts';
import type { LogSink } from '#lib/function/log.ts';
import { logReport } from '#lib/function/log-report.ts';
import { loopUntilNextTick } from '#lib/function/loops.ts';
import type { MetricSink } from '#lib/function/metrics.ts';
import type { Pacing } from '#lib/function/pause.ts';
import { tickDeadline } from '#lib/function/tick-deadline.ts';
import { untilNextTickMs } from '#lib/function/tick-timing.ts';
import type { Failed, TickReport } from '#lib/report.ts';
import { isOutlived } from '#lib/shards/lifetime.ts';
import { readOrder } from '#lib/shards/order-schema.ts';
import { runShard, type ShardInput } from '#lib/shards/run-shard.ts';
import { shareOf } from '#lib/shards/share-of.ts';

export type WorkerDependencies = Pick<ShardInput, 'fleet' | 'home' | 'ports'> &
  Pacing & {
    readonly intervalMs: number;
    readonly log: LogSink;
    readonly metrics: MetricSink;
    readonly emitServices: EmitServices;
  };

type Remaining = Pick<Context, 'getRemainingTimeInMillis'>;

const eventSchema = z.object({
  Records: z.array(z.object({ messageId: z.string(), body: z.string() })),
});

type Letter = Pick<SQSRecord, 'messageId' | 'body'>;

type Timed = Pick<ShardInput, 'tickMs' | 'deadline' | 'share'>;

const shardOnce = async (
  timed: Timed,
  { log, metrics, emitServices, ...world }: WorkerDependencies,
): Promise<TickReport> => {
  const startedMs = performance.now();
  try {
    const report = await runShard({ ...world, ...timed });
    logReport(log, report);
    emitShard(metrics, report);
    emitServices(report);
    return report;
  } finally {
    emitDuration(metrics, performance.now() - startedMs);
  }
};

const loopOn = async (
  report: TickReport,
  timed: Timed,
  dependencies: WorkerDependencies,
): Promise<readonly Failed[]> => {
  const { log, metrics } = dependencies;
  // A shard that waits for a worker would find its minute gone. Small accounts and regions are shards of their own, so services do not tell.
  if (timed.share.fleetShards > workersAtMost) return [];
  if (report.eager.services.length > 0) metrics.publishStoredMetrics();
  const onLook = (look: TickReport): void => {
    logReport(log, look);
    emitLook(metrics, look);
  };
  return (await loopUntilNextTick(report, { ...dependencies, ...timed, onLook })).failed;
};

const workOn = async (
  { body }: Letter,
  dependencies: WorkerDependencies,
  context: Remaining,
): Promise<void> => {
  const { clock, intervalMs, log } = dependencies;
  const order = readOrder(body);
  const { tickMs, shard } = order;
  const timing = { tickMs, nowMs: clock(tickMs), intervalMs };
  if (isOutlived(tickMs, timing.nowMs)) {
    log.warn('a shard came too late, and is left to its next tick', { shard, tickMs });
    return;
  }
  const invocationMs = context.getRemainingTimeInMillis();
  const deadline = tickDeadline({ invocationMs, untilNextTickMs: untilNextTickMs(timing) });
  const timed = { tickMs, deadline, share: shareOf(order) };
  const report = await shardOnce(timed, dependencies);
  const failed = [...report.failed, ...(await loopOn(report, timed, dependencies))];
  if (failed.length === 0) return;
  throw new AggregateError(
    failed.map(({ error }) => error),
    `The shard ${shard} of the tick of ${new Date(tickMs).toISOString()} failed in part; the log has each cause`,
  );
};

/**
 * A message that failed comes back when its visibility ends. If its shard was claimed the second time finds that and leaves; so
 * it does when its minute is over, as it nearly always is by then. When nothing of a batch went well the invocation fails, so that its errors are seen.
 */
export const createWorkerRun =
  (dependencies: WorkerDependencies) =>
  async (event: unknown, context: Remaining): Promise<SQSBatchResponse> => {
    const { Records: letters } = eventSchema.parse(event);
    const failures: { readonly id: string; readonly error: unknown }[] = [];
    for (const letter of letters) {
      try {
        await workOn(letter, dependencies, context);
      } catch (error) {
        failures.push({ id: letter.messageId, error });
        dependencies.log.error('a shard failed', { error });
      }
    }
    if (failures.length > 0 && failures.length === letters.length) {
      throw new AggregateError(
        failures.map(({ error }) => error),
        `All ${failures.length} shards of this batch failed`,
      );
    }
    return { batchItemFailures: failures.map(({ id }) => ({ itemIdentifier: id })) };
  };
