/**
 * Where a story is played: a world, an AWS on a port, a table, and the deployed function in a process of its own.
 * Time moves only when the story says so. Metrics of a minute appear one minute after it is over.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { manualClock } from '#local/clock.ts';
import { type RunningLocalAws, startLocalAws } from '#local/server.ts';
import type { ScalableTargetSetup, ServiceSetup } from '#simulator/setup.ts';
import { createWorld, type World } from '#simulator/world.ts';
import { createTable } from '../../adapters/dynamodb.ts';
import { makeAsset } from './bundle.ts';
import { type Lambda, startLambda } from './lambda.ts';
import type { LogLine, Thrown } from './messages.ts';

export const minuteMs = 60_000;
export const startMs = Date.UTC(2026, 10, 2, 9, 0);
export const home = { account: '123456789012', region: 'us-east-1' };
export const enabled = { 'flyball:enabled': 'true' };
const warmUpMinutes = 15;
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/** As the stack sets it. */
const lambdaTimeoutMs = 50_000;

export type Setting = {
  readonly services: readonly ServiceSetup[];
  readonly scalableTargets?: readonly ScalableTargetSetup[];
  /** @default empty: services enrol by their tag */
  readonly fleetYaml?: string;
  /** Values of stack parameters, by their variable. @default FLYBALL_MODE=act, every line logged */
  readonly parameters?: Readonly<Record<string, string>>;
};

export type Ticked = { readonly thrown: Thrown | null; readonly lines: readonly LogLine[] };

export type Stage = {
  readonly world: World;
  readonly aws: RunningLocalAws;
  readonly table: DynamoDBClient;
  readonly nowMs: () => number;
  /** Moves on to the next minute without a tick. */
  readonly passMinute: () => void;
  /** Runs the tick that is due now, with so much time left to the function. */
  readonly tickNow: (timeoutMs?: number) => Promise<Ticked>;
  /** The next minute and its tick. */
  readonly tick: (timeoutMs?: number) => Promise<Ticked>;
  /** The desired count of a service after each of so many ticks; every one of them must succeed. */
  readonly play: (ticks: number, service: string) => Promise<readonly number[]>;
  readonly desired: (service: string) => number;
  /** Another execution environment of the same function. */
  readonly coldStart: () => Promise<Lambda>;
  /** Ends the warm process as the platform or a crash would; the next tick starts a new one. */
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export const clusterName = 'shop';

const variablesFor = (url: string, parameters: Setting['parameters']) => ({
  AWS_ENDPOINT_URL: url,
  AWS_REGION: home.region,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  FLYBALL_ACCOUNT: home.account,
  FLYBALL_STACK: 'Flyball',
  FLYBALL_TABLE: 'flyball',
  FLYBALL_TOPIC_ARN: `arn:aws:sns:${home.region}:${home.account}:flyball`,
  FLYBALL_CLOCK: 'event',
  ...(parameters ?? { FLYBALL_MODE: 'act', FLYBALL_LOG_LEVEL: 'DEBUG' }),
});

export const setStage = async (setting: Setting): Promise<Stage> => {
  const { services, scalableTargets = [], fleetYaml = '' } = setting;
  const asset = await makeAsset(fleetYaml);
  const clock = manualClock(startMs);
  const world = createWorld({ seed: 1, startMs, services, scalableTargets });
  const metricDelay = { fromSeconds: 60, toSeconds: 60 };
  const aws = await startLocalAws({ world, clock, metricDelay });
  const table = new DynamoDBClient({ endpoint: aws.url, region: home.region, credentials });
  await createTable(table, 'flyball');
  clock.advance(warmUpMinutes * minuteMs);
  world.advanceTo(clock.nowMs());

  const lines: LogLine[] = [];
  const running: Lambda[] = [];
  let warm: Lambda | null = null;
  const coldStart = async (): Promise<Lambda> => {
    const variables = variablesFor(aws.url, setting.parameters);
    const onLog = (line: LogLine) => lines.push(line);
    const lambda = await startLambda({ bundle: asset.bundle, variables, onLog });
    running.push(lambda);
    return lambda;
  };
  const passMinute = (): void => {
    clock.advance(minuteMs);
    world.advanceTo(clock.nowMs());
  };
  const tickNow = async (timeoutMs = lambdaTimeoutMs): Promise<Ticked> => {
    warm ??= await coldStart();
    const before = lines.length;
    const thrown = await warm.invoke(clock.nowMs(), timeoutMs);
    return { thrown, lines: lines.slice(before) };
  };
  const tick = (timeoutMs?: number): Promise<Ticked> => {
    passMinute();
    return tickNow(timeoutMs);
  };
  const desired = (name: string): number => world.find({ cluster: clusterName, name })?.desired ?? -1;
  const play = async (ticks: number, service: string): Promise<readonly number[]> => {
    const counts: number[] = [];
    for (let count = 0; count < ticks; count += 1) {
      const { thrown } = await tick();
      if (thrown !== null) throw new Error(`${thrown.name}: ${thrown.message}`);
      counts.push(desired(service));
    }
    return counts;
  };
  return {
    world,
    aws,
    table,
    nowMs: clock.nowMs,
    passMinute,
    tickNow,
    tick,
    play,
    desired,
    coldStart,
    kill: async () => {
      await warm?.kill();
      warm = null;
    },
    stop: async () => {
      await Promise.all(running.map((lambda) => lambda.kill()));
      table.destroy();
      await aws.stop();
      await asset.remove();
    },
  };
};
