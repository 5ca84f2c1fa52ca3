/** The widget function: read at cold start what never changes, and answer the console with HTML. */
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { createAwsOperatorPorts, createAwsPorts } from '#adapters/aws-ports.ts';
import { homesOf } from '#config/homes.ts';
import { clocks } from '#lib/function/clock.ts';
import { deadlineOf } from '#lib/function/deadline.ts';
import { loadFleet } from '#lib/function/fleet.ts';
import { createLog } from '#lib/function/log.ts';
import { given, readSettings } from '#lib/function/settings.ts';
import { observingWriter } from '#lib/tick/observing-writer.ts';
import { answer } from './answer.ts';
import type { WidgetSetting } from './world.ts';

/** Somebody waits for it; a dashboard that loads longer is a dashboard that is down. */
const wishedMs = 20_000;

const settings = readSettings(process.env, {
  FLYBALL_CONTROL_ARN: given('the ARN of the control function').optional(),
});
const { home, table, intervalMs } = settings;
const log = createLog(settings);
const warn = (message: string): void => log.warn(message);
const { fleet } = await loadFleet(new URL('./fleet.yaml', import.meta.url), settings.parameters);
const homes = homesOf(fleet, home);
const { history, alertDesk } = createAwsOperatorPorts({ home, table, warn });

const setting: WidgetSetting = {
  home,
  fleet,
  intervalMs,
  // The role may not write either; this says so in the code.
  ports: {
    ...createAwsPorts({ home, homes, table, topicArn: '', warn, keepsRoster: false }),
    serviceWriter: observingWriter,
    history,
    // Its one way of writing is refused by the role as well.
    alertDesk: { ...alertDesk, resolve: () => Promise.reject(new Error('the widget only looks')) },
  },
  clock: clocks[settings.clock],
  log,
  controlArn: settings.own.FLYBALL_CONTROL_ARN ?? null,
};

const run = (event: unknown, context: Context): Promise<string> => {
  const deadline = deadlineOf({ invocationMs: context.getRemainingTimeInMillis(), wishedMs });
  return answer(event, context.invokedFunctionArn, { ...setting, deadline });
};

export const handler = middy(run).use(injectLambdaContext(log));
