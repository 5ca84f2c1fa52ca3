/** One invocation: is this a tick of now, run it, tell what it did, and fail if anything did. */
import type { Context } from 'aws-lambda';
import { emitAge, emitDuration, emitLook, emitReport } from '#lib/function/emit-report.ts';
import type { EmitServices } from '#lib/function/emit-services.ts';
import type { LogSink } from '#lib/function/log.ts';
import { logReport } from '#lib/function/log-report.ts';
import { loopUntilNextTick } from '#lib/function/loops.ts';
import type { MetricSink } from '#lib/function/metrics.ts';
import { refuseOutOfDate } from '#lib/function/out-of-date.ts';
import type { Pacing } from '#lib/function/pause.ts';
import { tickDeadline } from '#lib/function/tick-deadline.ts';
import { untilNextTickMs } from '#lib/function/tick-timing.ts';
import type { Failed, TickReport } from '#lib/report.ts';
import type { TickInput } from '#lib/tick/input.ts';
import { runTick } from '#lib/tick.ts';
import { readTickMs } from './event.ts';
import type { Publish } from './publish.ts';

export type RunDependencies = Pick<TickInput, 'fleet' | 'home' | 'ports'> &
  Pacing & {
    readonly intervalMs: number;
    readonly log: LogSink;
    readonly metrics: MetricSink;
    readonly emitServices: EmitServices;
    readonly publish: Publish;
  };

type Remaining = Pick<Context, 'getRemainingTimeInMillis'>;

/** The platform counts a tick as failed although all other services were scaled: a failed tick is never green. */
const throwFailures = (failed: readonly Failed[], tickMs: number): void => {
  if (failed.length === 0) return;
  const services = [...new Set(failed.map(({ service }) => service))].join(', ');
  throw new AggregateError(
    failed.map(({ error }) => error),
    `The tick of ${new Date(tickMs).toISOString()} failed for ${services}; the log has each cause`,
  );
};

type Timed = Pick<TickInput, 'tickMs' | 'deadline'>;

/** The whole fleet, once. How long it waits for its loops afterwards says nothing about it. */
const tickOnce = async (
  { tickMs, deadline }: Timed,
  { log, metrics, emitServices, publish, ...world }: RunDependencies,
): Promise<TickReport> => {
  const startedMs = performance.now();
  try {
    const report = await runTick({ ...world, tickMs, deadline });
    logReport(log, report);
    emitReport(metrics, report);
    emitServices(report);
    await publish(tickMs, deadline);
    return report;
  } finally {
    emitDuration(metrics, performance.now() - startedMs);
  }
};

export const createRun =
  (dependencies: RunDependencies) =>
  async (event: unknown, context: Remaining): Promise<void> => {
    const { clock, intervalMs, log, metrics } = dependencies;
    const tickMs = readTickMs(event);
    const timing = { tickMs, nowMs: clock(tickMs), intervalMs };
    emitAge(metrics, tickMs, timing.nowMs);
    refuseOutOfDate('tick', timing);
    const invocationMs = context.getRemainingTimeInMillis();
    const deadline = tickDeadline({ invocationMs, untilNextTickMs: untilNextTickMs(timing) });
    const report = await tickOnce({ tickMs, deadline }, dependencies);
    if (report.eager.services.length > 0) metrics.publishStoredMetrics();
    const { failed } = await loopUntilNextTick(report, {
      ...dependencies,
      tickMs,
      deadline,
      onLook: (look) => {
        logReport(log, look);
        emitLook(metrics, look);
      },
    });
    throwFailures([...report.failed, ...failed], tickMs);
  };
