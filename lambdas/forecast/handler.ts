/** The forecast function: what is read once at cold start, and the middlewares round one run. */
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import { createAwsLearningPorts } from '#adapters/aws-learning-ports.ts';
import { homesOf } from '#config/homes.ts';
import { clocks } from '#lib/function/clock.ts';
import { loadFleet } from '#lib/function/fleet.ts';
import { createLog } from '#lib/function/log.ts';
import { createMetrics } from '#lib/function/metrics.ts';
import { readSettings } from '#lib/function/settings.ts';
import { createRun } from './run.ts';

const settings = readSettings(process.env, {});
const { home, table } = settings;
const log = createLog(settings);
const metrics = createMetrics(settings.stack);
const file = new URL('./fleet.yaml', import.meta.url);
const { fleet } = await loadFleet(file, settings.parameters);

const run = createRun({
  fleet,
  home,
  ports: createAwsLearningPorts({
    home,
    homes: homesOf(fleet, home),
    table,
    warn: (message) => log.warn(message),
  }),
  clock: clocks[settings.clock],
  log,
  metrics,
});

export const handler = middy(run).use(injectLambdaContext(log)).use(logMetrics(metrics));
