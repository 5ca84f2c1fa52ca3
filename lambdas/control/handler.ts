/** The control function: orders and answers. It may look at services and write orders; it can change no count. */
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import { createAwsControlPorts } from '#adapters/aws-control-ports.ts';
import { homesOf } from '#config/homes.ts';
import { loadFleet } from '#lib/function/fleet.ts';
import { createLog } from '#lib/function/log.ts';
import { readSettings } from '#lib/function/settings.ts';
import { doorVariable, openDoor } from './doors.ts';

const settings = readSettings(process.env, doorVariable);
const { home, stack, table, intervalMs, clock, own } = settings;
const log = createLog(settings);

const { fleet } = await loadFleet(new URL('./fleet.yaml', import.meta.url), settings.parameters);

const ports = createAwsControlPorts({
  home,
  homes: homesOf(fleet, home),
  table,
  warn: (message) => log.warn(message),
});

const door = openDoor(own.FLYBALL_DOOR, { home, stack, fleet, intervalMs, clock, ports, log });

export const handler = middy(door).use(injectLambdaContext(log));
