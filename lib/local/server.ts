/** The local AWS on one HTTP port: every service, the world behind them, and the knobs. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { World } from '#simulator/plant/world.ts';
import { type Home, localHome } from './arns.ts';
import type { LocalClock } from './clock.ts';
import type { Metric, MetricData, Range } from './cloudwatch/metric.ts';
import { createMetricStore, type MetricStore } from './cloudwatch/metric-store.ts';
import { publishedData } from './cloudwatch/published.ts';
import { control, isControl } from './control.ts';
import { createDynamoDbBackend, type DynamoDbBackend } from './dynamodb-backend.ts';
import type { PutEvent } from './eventbridge.ts';
import { createFaults, type Faults } from './faults.ts';
import { listen } from './listen.ts';
import { type Answer, answer, type LocalAws } from './local-aws.ts';
import type { Mailboxes } from './mailbox.ts';
import type { MetricDelay } from './operation.ts';
import { type Neighbour, neighbouringPlace } from './places.ts';
import { createRoleBook, type LocalRole, type Roles } from './roles.ts';
import { operationNames } from './services.ts';
import type { Published } from './sns.ts';
import { createTokenBuckets } from './token-buckets.ts';
import { readRequest, type WireRequest } from './wire/request.ts';

export type LocalAwsOptions = {
  readonly world: World;
  readonly clock: LocalClock;
  /** @default any free port */
  readonly port?: number;
  /** @default account 123456789012 in us-east-1 */
  readonly home?: Home;
  /** Other accounts and regions. @default none */
  readonly elsewhere?: readonly Neighbour[];
  /** What leads to other accounts. @default none */
  readonly roles?: readonly LocalRole[];
  /** How long after a minute its metrics appear. @default 60 to 90 s */
  readonly metricDelay?: MetricDelay;
  /** Names of the SNS topics that exist. @default flyball */
  readonly topics?: readonly string[];
  /** Whoever gives one also stops it. @default one of its own, in memory */
  readonly backend?: DynamoDbBackend;
  /** Queues that wake functions, by name. @default none */
  readonly mailboxes?: Mailboxes;
  /** Takes the requests that are none of AWS's: true when it has. @default there are none */
  readonly pages?: (request: IncomingMessage, response: ServerResponse) => boolean;
};

export type RunningLocalAws = {
  readonly url: string;
  /** Calls so far by `service:Operation`, failed and throttled ones included. */
  readonly calls: ReadonlyMap<string, number>;
  readonly faults: Faults;
  readonly roles: Roles;
  /** The last thousand messages published. */
  readonly published: readonly Published[];
  /** The last thousand events that were put on the default bus. */
  readonly events: readonly PutEvent[];
  /** As the `Publish` operation does. */
  readonly publish: (message: Published) => void;
  /** What functions send to CloudWatch by way of their logs. */
  readonly metrics: MetricStore;
  /** What CloudWatch knows by now. */
  readonly readMetric: (metric: Metric, range: Range) => MetricData;
  readonly stop: () => Promise<void>;
};

const mostKept = 1000;

const send = (response: ServerResponse, reply: Answer): void => {
  // Silence is a promise kept: the connection stays open until the client gives up or we stop.
  if (reply === 'silence' || response.destroyed) return;
  response.writeHead(reply.status, {
    ...reply.headers,
    'content-length': Buffer.byteLength(reply.body),
  });
  response.end(reply.body);
};

const broken = (error: unknown): Answer => ({
  status: 500,
  headers: { 'content-type': 'text/plain' },
  body: `The local AWS itself failed: ${error instanceof Error ? error.stack : String(error)}`,
});

/** What is kept for whoever looks, each bounded. */
type Kept = { readonly published: Published[]; readonly events: PutEvent[] };

const keepIn =
  <Each>(list: Each[]) =>
  (each: Each): void => {
    list.push(each);
    if (list.length > mostKept) list.shift();
  };

const createLocalAws = (options: LocalAwsOptions, { published, events }: Kept): LocalAws => ({
  clock: options.clock,
  places: [
    {
      home: options.home ?? localHome,
      world: options.world,
      buckets: createTokenBuckets(),
      metrics: createMetricStore(),
      topics: options.topics ?? ['flyball'],
      mailboxes: options.mailboxes ?? new Map(),
    },
    ...(options.elsewhere ?? []).map(neighbouringPlace),
  ],
  roles: createRoleBook(options.roles),
  metricDelay: options.metricDelay ?? { fromSeconds: 60, toSeconds: 90 },
  faults: createFaults(operationNames, options.clock.nowMs),
  calls: new Map(),
  backend: options.backend ?? createDynamoDbBackend(),
  publish: keepIn(published),
  putEvent: keepIn(events),
});

const readMetric = (aws: LocalAws, metric: Metric, range: Range): MetricData => {
  const nowMs = aws.clock.nowMs();
  const [own] = aws.places;
  const context = { ...aws, ...own, nowMs, origin: '', staleSinceMs: null, partial: false };
  return publishedData(metric, range, context);
};

const reply = (aws: LocalAws, request: WireRequest): Answer | Promise<Answer> =>
  isControl(request) ? control(aws.faults, request) : answer(aws, request);

export const startLocalAws = async (options: LocalAwsOptions): Promise<RunningLocalAws> => {
  const published: Published[] = [];
  const events: PutEvent[] = [];
  const aws = createLocalAws(options, { published, events });
  const server = createServer((request, response) => {
    if (options.pages?.(request, response) === true) return;
    // A client that hangs up while it sends has nobody left to answer.
    request.once('error', () => response.destroy());
    readRequest(request)
      .then((read) => reply(aws, read))
      .catch(broken)
      .then((answered) => send(response, answered));
  });
  const { url, close } = await listen(server, options.port ?? 0);
  return {
    url,
    calls: aws.calls,
    faults: aws.faults,
    roles: aws.roles,
    published,
    events,
    publish: aws.publish,
    metrics: aws.places[0].metrics,
    readMetric: (metric, range) => readMetric(aws, metric, range),
    stop: async () => {
      await close();
      if (options.backend === undefined) await aws.backend.stop();
    },
  };
};
