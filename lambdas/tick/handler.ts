/** The tick function: what is read once at cold start, and the middlewares round one run. */
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import { createAwsDeploymentRecord, createAwsPorts } from '#adapters/aws-ports.ts';
import { variablesOf } from '#config/parameter-values.ts';
import { clocks } from './clock.ts';
import { createMetrics } from './emit-metrics.ts';
import { loadFleet } from './fleet.ts';
import { createPublish } from './publish.ts';
import { createRun } from './run.ts';
import { readSettings } from './settings.ts';

const settings = readSettings(process.env);
const { home, table, topicArn, intervalMs } = settings;
const log = new Logger({ serviceName: 'flyball', logLevel: settings.logLevel });
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
  ports: createAwsPorts({ home, table, topicArn, warn: (message) => log.warn(message) }),
  clock: clocks[settings.clock],
  intervalMs,
  log,
  metrics,
  publish,
});

export const handler = middy(run).use(injectLambdaContext(log)).use(logMetrics(metrics));
