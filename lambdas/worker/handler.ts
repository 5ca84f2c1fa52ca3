/** The worker function: what is read once at cold start, and the middlewares round one batch of shards. */
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import { createAwsPorts } from '#adapters/aws-ports.ts';
import { homesOf } from '#config/homes.ts';
import { clocks } from '#lib/function/clock.ts';
import { createEmitServices } from '#lib/function/emit-services.ts';
import { loadFleet } from '#lib/function/fleet.ts';
import { createLog } from '#lib/function/log.ts';
import { createMetrics } from '#lib/function/metrics.ts';
import { pauses } from '#lib/function/pause.ts';
import { readSettings, topicVariable } from '#lib/function/settings.ts';
import { createWorkerRun } from './run.ts';

const settings = readSettings(process.env, topicVariable);
const { home, table, intervalMs } = settings;
const topicArn = settings.own.FLYBALL_TOPIC_ARN;
const log = createLog(settings);
const metrics = createMetrics(settings.stack);

const { fleet } = await loadFleet(new URL('./fleet.yaml', import.meta.url), settings.parameters);

const run = createWorkerRun({
  fleet,
  home,
  ports: createAwsPorts({
    home,
    homes: homesOf(fleet, home),
    changesCounts: true,
    sharesReads: true,
    table,
    topicArn,
    metricSource: settings.parameters.MetricSource,
    warn: (message) => log.warn(message),
  }),
  clock: clocks[settings.clock],
  pause: pauses[settings.clock],
  intervalMs,
  log,
  metrics,
  emitServices: createEmitServices(createMetrics(settings.stack), fleet.measured, home),
});

export const handler = middy(run).use(injectLambdaContext(log)).use(logMetrics(metrics));
