/** Services on the local AWS whose loads step up at every phase of one minute, and the ports of the real tick over them. */
import { createAwsPorts } from '#adapters/aws-ports.ts';
import { defaultParameters } from '#config/parameter-values.ts';
import { parseFleet } from '#config/parse.ts';
import type { TickInput } from '#lib/tick/input.ts';
import { type ManualClock, manualClock } from '#local/clock.ts';
import { createDynamoDbBackend } from '#local/dynamodb-backend.ts';
import { askDynamoDb } from '#local/dynamodb-client.ts';
import { startLocalAws } from '#local/server.ts';
import { createTable } from '#local/tables.ts';
import type { ServiceSetup } from '#simulator/plant/setup.ts';
import { createWorld, type World } from '#simulator/plant/world.ts';
import { home, tableName } from '../function-variables.ts';
import { type Case, phaseSeconds, servicesAPhase } from './case.ts';
import { type Step, stepLoad, tasksBefore } from './step-load.ts';

export const minuteMs = 60_000;

/** A Tuesday morning; nothing depends on it. */
const startMs = Date.UTC(2026, 10, 3, 9);
/** As far back as rules look, and ticks that have seen every service. */
const calmMinutes = 45;
export const stepMinuteMs: number = startMs + calmMinutes * minuteMs;

export type Stepping = Step & { readonly phase: number };

const steppings: readonly Stepping[] = phaseSeconds.flatMap((phase) =>
  Array.from({ length: servicesAPhase }, (_, index) => ({
    name: `s${phase}-${index}`,
    phase,
    atMs: stepMinuteMs + phase * 1000,
  })),
);

const cluster = 'shop';
const queueUrl = (name: string): string =>
  `https://sqs.${home.region}.amazonaws.com/${home.account}/${name}`;

const setupOf = ({ work, metricsSeconds }: Case, stepping: Stepping): ServiceSetup => {
  const { name } = stepping;
  const load = stepLoad(work, stepping);
  const common = { cluster, name, desired: tasksBefore, tags: { 'flyball:enabled': 'true' } };
  return work === 'requests'
    ? { ...common, load, metricsSeconds }
    : { ...common, queue: { name, arrivals: load, secondsPerJob: 5 } };
};

/** Nothing but what is measured may be in the way: no cap on starts, and free requests would hide what reads cost. */
const fleetOf = ({ work, loops }: Case): TickInput['fleet'] => {
  const rules = work === 'jobs' ? 'rules: [{ kind: backlog, perTask: 5 }],' : '';
  const services = steppings.map(({ name }) => ({
    cluster,
    name,
    ...(work === 'jobs' ? { queue: queueUrl(name) } : {}),
  }));
  const yaml = `
maxStarts: 100000
defaults: { ${rules} min: ${tasksBefore}, max: 50, react: fast }
services: ${JSON.stringify(services)}`;
  const parameters = {
    ...defaultParameters,
    Mode: 'act',
    LoopsPerMinute: loops,
    FreeRequestsPercent: 0,
  };
  const parsed = parseFleet(yaml, parameters);
  if (parsed.kind === 'invalid') throw new Error(JSON.stringify(parsed.problems));
  return parsed.fleet;
};

export type Stage = {
  readonly world: World;
  readonly clock: ManualClock;
  readonly given: Pick<TickInput, 'fleet' | 'home' | 'ports'>;
  readonly steppings: readonly Stepping[];
  readonly desiredOf: (stepping: Stepping) => number;
  readonly stop: () => Promise<void>;
};

export const setStage = async (measured: Case): Promise<Stage> => {
  const clock = manualClock(startMs);
  const services = steppings.map((stepping) => setupOf(measured, stepping));
  const world = createWorld({ seed: 1, startMs, services, stepMs: 1000 });
  const backend = createDynamoDbBackend();
  await createTable(askDynamoDb(backend), tableName);
  const aws = await startLocalAws({ world, clock, backend, metricDelay: measured.delay });
  const topicArn = `arn:aws:sns:${home.region}:${home.account}:flyball`;
  const ports = createAwsPorts({ home, table: tableName, topicArn, endpoint: aws.url });
  return {
    world,
    clock,
    given: { fleet: fleetOf(measured), home, ports },
    steppings,
    desiredOf: ({ name }) => world.find({ cluster, name })?.desired ?? 0,
    stop: async () => {
      await aws.stop();
      await backend.stop();
    },
  };
};
