/** The tick function: what is read once at cold start, and the middlewares round one run. */
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import { createAwsDeploymentRecord, createAwsPorts } from '#adapters/aws-ports.ts';
import { homesOf } from '#config/homes.ts';
import { variablesOf } from '#config/parameter-values.ts';
import { clocks } from '#lib/function/clock.ts';
import { createEmitServices } from '#lib/function/emit-services.ts';
import { loadFleet } from '#lib/function/fleet.ts';
import { createLog } from '#lib/function/log.ts';
import { createMetrics } from '#lib/function/metrics.ts';
import { pauses } from '#lib/function/pause.ts';
import { readSettings, shardQueueVariable, topicVariable } from '#lib/function/settings.ts';
import { createPublish } from './publish.ts';
import { createRun } from './run.ts';

const settings = readSettings(process.env, { ...topicVariable, ...shardQueueVariable });
const { home, table, intervalMs } = settings;
const {
  FLYBALL_TOPIC_ARN: topicArn,
  FLYBALL_SHARD_QUEUE_URL: shardQueueUrl = null,
  FLYBALL_STIR_QUEUE_URL: stirQueueUrl = null,
} = settings.own;
const log = createLog(settings);
const metrics = createMetrics(settings.stack);

const { fleet, yaml } = await loadFleet(
  new URL('./fleet.yaml', import.meta.url),
  settings.parameters,
);

const publish = createPublish({
  record: createAwsDeploymentRecord({ home, table }),
  parameters: variablesOf(settings.parameters),
  fleetYaml: yaml,
  log,
});

const run = createRun({
  fleet,
  home,
  ports: createAwsPorts({
    home,
    homes: homesOf(fleet, home),
    changesCounts: true,
    table,
    topicArn,
    shardQueueUrl,
    metricSource: settings.parameters.MetricSource,
    stirQueueUrl,
    warn: (message) => log.warn(message),
  }),
  clock: clocks[settings.clock],
  pause: pauses[settings.clock],
  intervalMs,
  log,
  metrics,
  emitServices: createEmitServices(createMetrics(settings.stack), fleet.measured, home),
  publish,
});

export const handler = middy(run).use(injectLambdaContext(log)).use(logMetrics(metrics));
