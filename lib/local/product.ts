/**
 * The whole product in one process: the stack as synthesised, its functions woken by its schedules, and in place of
 * AWS the local one with a plant behind it.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createWorld, type World } from '#simulator/plant/world.ts';
import { alarmMessages } from './alarm-messages.ts';
import { localHome as home } from './arns.ts';
import { type Alarms, createAlarms } from './cloudwatch/alarms.ts';
import { claimDataDirectory } from './data-directory.ts';
import { createDynamoDbBackend } from './dynamodb-backend.ts';
import { type AskDynamoDb, askDynamoDb } from './dynamodb-client.ts';
import { matches } from './event-pattern.ts';
import { createFunctionUrl, type FunctionUrl } from './function-url.ts';
import { createFunctions, type Functions } from './functions.ts';
import {
  createJournal,
  type Journal,
  type LoggedDecision,
  type LogLine,
  type Skip,
  type Turn,
} from './journal.ts';
import { ensureFree } from './listen.ts';
import { createMailroom, type Mailbox, type Mailboxes, type Mailroom } from './mailbox.ts';
import type { Plant } from './plant.ts';
import { createPolledQueue } from './polled-queue.ts';
import { type PacedClock, pacedClock } from './scheduler/paced-clock.ts';
import { startSchedules, type Wake } from './scheduler/schedules.ts';
import { type LocalAwsOptions, type RunningLocalAws, startLocalAws } from './server.ts';
import { type ServiceEvent, watchServices } from './service-events.ts';
import { type Assembly, assemble } from './stack/assembly.ts';
import { type Deployment, deploy, type RuleSetup } from './stack/deployment.ts';
import { createTable, lastTickMs } from './tables.ts';
import { type TearDown, tearDown } from './tear-down.ts';
import { temporaryFolder } from './temporary-folder.ts';

export type Listener = {
  readonly onDecision?: (decision: LoggedDecision) => void;
  readonly onSkip?: (skip: Skip) => void;
  readonly onTurn?: (turn: Turn) => void;
  readonly onLine?: (line: LogLine) => void;
  /** An invocation ended; `error` is `null` when it went well. */
  readonly onWake?: (wake: Wake, error: string | null) => void | Promise<void>;
};

export type ProductOptions = {
  readonly plant: Plant;
  /** Absolute. */
  readonly fleetFile: string;
  /** The stack with that file, made before. @default made now, which takes seconds */
  readonly assembly?: Assembly;
  /** Values for the stack's parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly speed: number;
  readonly seed: number;
  /** Not before this, and not before the last tick found in the data directory. */
  readonly startMs: number;
  /** @default any free port */
  readonly port?: number;
  /** Keeps the tables. @default in memory */
  readonly dataDirectory?: string;
  readonly pages?: (request: IncomingMessage, response: ServerResponse) => boolean;
  readonly listener?: Listener;
};

export type Product = {
  readonly url: string;
  readonly clock: PacedClock;
  readonly world: World;
  readonly plant: Plant;
  readonly aws: RunningLocalAws;
  readonly deployment: Deployment;
  readonly table: string;
  readonly ask: AskDynamoDb;
  readonly alarms: Alarms;
  readonly journal: Journal;
  readonly functions: Functions;
  readonly stop: () => Promise<void>;
};

/** So much of the past is there at the start, for windows to look back on and charts to begin with. */
const warmUpMs = 30 * 60_000;

const onlyTable = ({ tables }: Deployment): string => {
  const [table, another] = tables;
  if (table !== undefined && another === undefined) return table;
  throw new Error(`The stack has ${tables.length} tables, but one was expected`);
};

/** The stack's table; the world's time begins after whatever was done in it before. */
const prepareTable = async (
  deployment: Deployment,
  { dataDirectory, startMs }: ProductOptions,
  ends: TearDown,
) => {
  const backend = createDynamoDbBackend(dataDirectory);
  ends.add(backend.stop);
  const ask = askDynamoDb(backend);
  const table = onlyTable(deployment);
  await createTable(ask, table);
  return { backend, ask, table, startMs: Math.max(startMs, await lastTickMs(ask, table)) };
};

type Living = Pick<Plant, 'services'> & Partial<Pick<Plant, 'scalableTargets'>>;

const liveUntil = (plant: Living, seed: number, startMs: number): World => {
  const { services, scalableTargets = [] } = plant;
  const world = createWorld({ seed, startMs: startMs - warmUpMs, services, scalableTargets });
  world.advanceTo(startMs);
  return world;
};

const surroundings = (
  { plant: { neighbours }, seed }: ProductOptions,
  startMs: number,
): Pick<LocalAwsOptions, 'elsewhere' | 'roles'> => ({
  elsewhere: neighbours.places.map(({ home: at, services }) => ({
    home: at,
    world: liveUntil({ services }, seed, startMs),
  })),
  roles: neighbours.roles,
});

const awsOptions = (
  { port, pages }: ProductOptions,
  functionUrl: FunctionUrl,
): Pick<LocalAwsOptions, 'port' | 'pages'> => ({
  ...(port === undefined ? {} : { port }),
  pages: (request, response) =>
    functionUrl.take(request, response) || pages?.(request, response) === true,
});

type Waking = Pick<Product, 'alarms' | 'aws' | 'functions'> & {
  readonly mailroom: Mailroom;
  readonly listener: Listener;
};

/** Alarms are judged when something was woken, since that is once a minute at least. */
const wakeIn =
  ({ alarms, aws, functions, mailroom, listener }: Waking) =>
  async (due: Wake): Promise<void> => {
    const error = await functions.wake(due, aws.metrics);
    await mailroom.idle();
    for (const change of alarms.evaluate(due.dueMs)) {
      alarmMessages(change, due.dueMs).forEach(aws.publish);
    }
    await listener.onWake?.(due, error);
  };

/** What may be somebody else's is looked at first, since the stack takes seconds to synthesise. */
const claim = async ({ port, dataDirectory }: ProductOptions, ends: TearDown): Promise<void> => {
  if (port !== undefined) await ensureFree(port);
  if (dataDirectory !== undefined) await claimDataDirectory(dataDirectory, ends);
};

/** As EventBridge does with what matches a rule. */
const tellOf =
  (rules: readonly RuleSetup[], mailboxes: Mailboxes) =>
  (event: ServiceEvent): void => {
    const queues = rules
      .filter(({ pattern }) => matches(pattern, event))
      .flatMap((rule) => rule.queues);
    const letter = { messageId: event.id, body: JSON.stringify(event) };
    for (const queue of new Set(queues)) mailboxes.get(queue)?.put(letter);
  };

const assemblyOf = async (
  { assembly, fleetFile }: ProductOptions,
  ends: TearDown,
): Promise<Assembly> => assembly ?? assemble({ directory: await temporaryFolder(ends), fleetFile });

const build = async (options: ProductOptions, ends: TearDown): Promise<Omit<Product, 'stop'>> => {
  const { plant, parameters, speed, listener = {} } = options;
  await claim(options, ends);
  const deployment = deploy(await assemblyOf(options, ends), { parameters, home });
  const { backend, ask, table, startMs } = await prepareTable(deployment, options, ends);
  const world = liveUntil(plant, options.seed, startMs);
  const clock = pacedClock({ startMs, speed });
  const mailroom = createMailroom(
    Object.fromEntries(
      deployment.wakings.map(({ queue, functionName }) => [
        queue,
        // Functions are made below, since they must know where the queues are.
        async (event: unknown) => functions.all.get(functionName)?.invoke(event),
      ]),
    ),
  );
  const polled = deployment.polled.map(
    ({ queue, ...setup }) => [queue, createPolledQueue({ ...setup, nowMs: clock.nowMs })] as const,
  );
  const mailboxes = new Map<string, Mailbox>([...mailroom.mailboxes, ...polled]);
  const tell = tellOf(deployment.rules, mailboxes);
  const happened = watchServices(world, home);
  const running = { world, clock, home, topics: deployment.topics, backend, mailboxes };
  const functionUrl = createFunctionUrl({ home, nowMs: clock.nowMs });
  const aws = await startLocalAws({
    ...running,
    ...surroundings(options, startMs),
    ...awsOptions(options, functionUrl),
  });
  ends.add(aws.stop);
  const alarms = createAlarms(deployment.alarms, startMs, aws.readMetric);
  const journal = createJournal({ ...listener, onMetric: aws.metrics.put });
  const functions = createFunctions({ deployment, url: aws.url, journal, clock, home });
  ends.add(functions.stop);
  functionUrl.open(deployment.functionUrls, functions);
  const schedules = startSchedules({
    clock,
    schedules: deployment.schedules,
    advance: (nowMs) => {
      world.advanceTo(nowMs);
      happened(nowMs).forEach(tell);
    },
    wake: wakeIn({ alarms, aws, functions, mailroom, listener }),
  });
  ends.add(schedules.stop);
  const { url } = aws;
  return { url, clock, world, plant, aws, deployment, table, ask, alarms, journal, functions };
};

export const startProduct = async (options: ProductOptions): Promise<Product> => {
  const ends = tearDown();
  try {
    return { ...(await build(options, ends)), stop: ends.run };
  } catch (error) {
    await ends.run();
    throw error;
  }
};
