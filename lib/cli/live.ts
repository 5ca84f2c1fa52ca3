/** What the commands that look at a running fleet share: their options, and the way to the stack. */
import type { OperatorPorts } from '#lib/operator-ports.ts';
import type { Deadline } from '#lib/ports.ts';
import type { TickInput } from '#lib/tick/input.ts';
import { shard } from '#lib/tick/shard.ts';
import { liveFleet } from './live-fleet.ts';
import { CliFailure, UsageError } from './usage-error.ts';
import type { CliWorld, Connection } from './world.ts';

export const liveArgs = {
  stack: { type: 'string', description: 'Name of the Flyball stack, to find its table by' },
  table: { type: 'string', description: "Name of the stack's table, or set FLYBALL_TABLE" },
  region: { type: 'string', description: 'AWS region, or set AWS_REGION' },
  account: {
    type: 'string',
    description: 'AWS account of the services, when not that of the table',
  },
  fleet: { type: 'string', description: 'Fleet file to look through; the deployed one by default' },
  at: { type: 'string', description: 'Look as of this moment, ISO 8601 in UTC; now by default' },
  json: { type: 'boolean', description: 'Print JSON' },
} as const;

export type LiveOptions = {
  readonly stack?: string | undefined;
  readonly table?: string | undefined;
  readonly region?: string | undefined;
  readonly account?: string | undefined;
  readonly fleet?: string | undefined;
  readonly at?: string | undefined;
};

/** A tick has 50 s; whoever waits at a terminal should not wait longer. */
export const patienceMs = 50_000;

const utcPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/;

export const momentSaid = (at: string): number => {
  const moment = utcPattern.test(at) ? Date.parse(at) : Number.NaN;
  if (Number.isFinite(moment)) return moment;
  throw new UsageError(`--at ${at} is not a moment in UTC; write for example 2026-11-21T03:00:00Z`);
};

/** As for the function: `event` is the time that the last tick was due, in a world whose time is sped up. */
export const momentOf = async (
  at: number | null,
  world: CliWorld,
  { operator }: Connection,
  deadline: Deadline,
): Promise<number> => {
  if (at !== null) return at;
  const last =
    world.env['FLYBALL_CLOCK'] === 'event' ? await operator.lastTick.at(shard, deadline) : null;
  return last ?? world.nowMs();
};

export const tableChoice = ({ stack, table }: LiveOptions, { env }: CliWorld) => {
  if (stack !== undefined && table !== undefined) {
    throw new UsageError('--stack and --table both say which table to read; keep one of them');
  }
  const name = table ?? (stack === undefined ? env['FLYBALL_TABLE'] : undefined);
  if (stack === undefined && (name === undefined || name === '')) {
    throw new CliFailure(
      'which Flyball to look at is not known; pass --stack <name of the stack> or --table <name of its table>, or set FLYBALL_TABLE',
    );
  }
  return { stack: stack ?? null, table: name ?? null };
};

/** Everything a tick is given, so that what is shown is what a tick would see, and what only people may do. */
export type LiveInput = TickInput & { readonly operator: OperatorPorts };

export const liveInput = async (options: LiveOptions, world: CliWorld): Promise<LiveInput> => {
  const at = options.at === undefined ? null : momentSaid(options.at);
  const choice = tableChoice(options, world);
  const deadline = world.startDeadline(patienceMs);
  const region = options.region ?? null;
  const account = options.account ?? world.env['FLYBALL_ACCOUNT'] ?? null;
  const connection = await world.connect({ ...choice, region, account }, deadline);
  const fleet = await liveFleet(options.fleet ?? null, world, connection, deadline);
  const tickMs = await momentOf(at, world, connection, deadline);
  const { home, operator, reach } = connection;
  return { tickMs, fleet, deadline, home, operator, ports: reach(fleet) };
};
