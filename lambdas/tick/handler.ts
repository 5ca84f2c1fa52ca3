/** The tick function: what is read once at cold start, and the middlewares round one run. */
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import { createAwsPorts } from '#adapters/aws-ports.ts';
import { clocks } from './clock.ts';
import { createMetrics } from './emit-metrics.ts';
import { loadFleet } from './fleet.ts';
import { createRun } from './run.ts';
import { readSettings } from './settings.ts';

const settings = readSettings(process.env);
const { home, table, topicArn, intervalMs } = settings;
const log = new Logger({ serviceName: 'flyball', logLevel: settings.logLevel });
const metrics = createMetrics(settings.stack);

const run = createRun({
  fleet: await loadFleet(new URL('./fleet.yaml', import.meta.url), settings.parameters),
  home,
  ports: createAwsPorts({ home, table, topicArn, warn: (message) => log.warn(message) }),
  clock: clocks[settings.clock],
  intervalMs,
  log,
  metrics,
});

export const handler = middy(run).use(injectLambdaContext(log)).use(logMetrics(metrics));
