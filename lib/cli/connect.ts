/** The way to a real stack: which table, in which account and region. People give orders; counts are the tick's to change. */
import {
  createAwsOperatorPorts,
  createAwsPorts,
  createAwsRegistrations,
  createAwsServiceHistories,
} from '#adapters/aws-ports.ts';
import { configuredRegion, createTableFinder, type TableAddress } from '#adapters/find-table.ts';
import type { Spoke } from '#config/fleet.ts';
import type { Deadline, Ports } from '#lib/ports.ts';
import type { Registrations } from '#lib/registration.ts';
import type { ServiceHistories, WayToAccount } from '#lib/service-history.ts';
import { observingWriter } from '#lib/tick/observing-writer.ts';
import { CliFailure } from './usage-error.ts';
import type { Connection, ConnectOptions } from './world.ts';

const addressOf = async (
  { table, stack }: ConnectOptions,
  region: string,
  deadline: Deadline,
): Promise<TableAddress> => {
  const finder = createTableFinder(region);
  if (table !== null) return finder.byName(table, deadline);
  const name = stack ?? '';
  const found = await finder.ofStack(name, deadline);
  if (found !== null) return found;
  throw new CliFailure(
    `the stack ${name} has no table in ${region}; check the name and the region, or pass --table`,
  );
};

export const connectToAws = async (
  options: ConnectOptions,
  deadline: Deadline,
): Promise<Connection> => {
  const region = options.region ?? (await configuredRegion());
  const { table, home: found } = await addressOf(options, region, deadline);
  const home = { account: options.account ?? found.account, region };
  const operator = createAwsOperatorPorts({ home, table });
  const reach = (homes: readonly Spoke[]): Ports => ({
    ...createAwsPorts({ home, homes, table, topicArn: '', keepsRoster: false }),
    // Looking must never change a count, whatever is called by mistake.
    serviceWriter: observingWriter,
  });
  return { home, reach, operator };
};

export const registrationsIn = async (region: string | null): Promise<Registrations> =>
  createAwsRegistrations(region ?? (await configuredRegion()));

export const historiesIn = async (
  region: string | null,
  way: WayToAccount | null,
): Promise<ServiceHistories> =>
  createAwsServiceHistories(region ?? (await configuredRegion()), way);
