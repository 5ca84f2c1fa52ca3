/** One invocation: learn whose turn it is, or who was asked for, tell what came of it, and fail if anything did. */
import type { Context } from 'aws-lambda';
import type { Clock } from '#lib/function/clock.ts';
import { deadlineOf } from '#lib/function/deadline.ts';
import type { LogSink } from '#lib/function/log.ts';
import type { MetricSink } from '#lib/function/metrics.ts';
import { refuseOutOfDate } from '#lib/function/out-of-date.ts';
import type { LearningInput } from '#lib/learning/input.ts';
import type { LearningReport } from '#lib/learning/report.ts';
import { learnDue, learnNamed } from '#lib/learning.ts';
import { learningMinutes } from '#lib/telemetry.ts';
import { emitLearning } from './emit-metrics.ts';
import { readForecastEvent } from './event.ts';
import { logLearning } from './log-report.ts';

export type RunDependencies = Pick<LearningInput, 'fleet' | 'home' | 'ports'> & {
  readonly clock: Clock;
  readonly log: LogSink;
  readonly metrics: MetricSink;
};

type Remaining = Pick<Context, 'getRemainingTimeInMillis'>;

const intervalMs = learningMinutes * 60_000;

const throwFailures = ({ failed, nowMs }: LearningReport): void => {
  if (failed.length === 0) return;
  const services = [...new Set(failed.map(({ service }) => service))];
  const named = services.slice(0, 10).join(', ');
  const more = services.length > 10 ? ` and ${services.length - 10} more` : '';
  throw new AggregateError(
    failed.map(({ error }) => error),
    `Learning at ${new Date(nowMs).toISOString()} failed for ${named}${more}; the log has each cause`,
  );
};

export const createRun =
  ({ clock, log, metrics, ...world }: RunDependencies) =>
  async (event: unknown, context: Remaining): Promise<void> => {
    const { nowMs, services } = readForecastEvent(event);
    refuseOutOfDate('forecast', { tickMs: nowMs, nowMs: clock(nowMs), intervalMs });
    const invocationMs = context.getRemainingTimeInMillis();
    const deadline = deadlineOf({ invocationMs, wishedMs: intervalMs });
    const input: LearningInput = { ...world, nowMs, deadline };
    const report = await (services === null ? learnDue(input) : learnNamed(services, input));
    logLearning(log, report);
    emitLearning(metrics, report);
    throwFailures(report);
  };
