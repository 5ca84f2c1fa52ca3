/** What surrounds the function: a world, an AWS with its limits on one port, a table, and time that stands still. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Home } from '#config/fleet.ts';
import { type ManualClock, manualClock } from '#local/clock.ts';
import { isSameHome, type Neighbour } from '#local/places.ts';
import type { LocalRole } from '#local/roles.ts';
import { type RunningLocalAws, startLocalAws } from '#local/server.ts';
import type { ScalableTargetSetup, ServiceSetup } from '#simulator/plant/setup.ts';
import { createWorld, type World } from '#simulator/plant/world.ts';
import { createTable } from '../../adapters/dynamodb.ts';

export const minuteMs = 60_000;
const startMs = Date.UTC(2026, 10, 2, 9, 0);
const warmUpMinutes = 15;

export const home = { account: '123456789012', region: 'us-east-1' };
export const enabled = { 'flyball:enabled': 'true' } as const;
export const tableName = 'flyball';
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

export type PlaceSetup = {
  readonly services: readonly ServiceSetup[];
  readonly scalableTargets?: readonly ScalableTargetSetup[];
  /** @default there is no other account or region */
  readonly elsewhere?: readonly {
    readonly home: Home;
    readonly services: readonly ServiceSetup[];
  }[];
  readonly roles?: readonly LocalRole[];
};

export type Place = {
  readonly world: World;
  /** That of an account and region. */
  readonly worldAt: (home: Home) => World;
  readonly clock: ManualClock;
  readonly aws: RunningLocalAws;
  readonly table: DynamoDBClient;
  readonly close: () => Promise<void>;
};

/** Metrics of a minute appear exactly a minute after it is over, so that a story can name the tick. */
const metricDelay = { fromSeconds: 60, toSeconds: 60 };

const worldIn =
  (places: readonly Neighbour[]): Place['worldAt'] =>
  (asked) => {
    const found = places.find((place) => isSameHome(place.home, asked));
    if (found !== undefined) return found.world;
    throw new Error(`There is no world in ${asked.account}/${asked.region}`);
  };

export const openPlace = async (setup: PlaceSetup): Promise<Place> => {
  const { services, scalableTargets = [], roles = [] } = setup;
  const clock = manualClock(startMs);
  const world = createWorld({ seed: 1, startMs, services, scalableTargets });
  const elsewhere = (setup.elsewhere ?? []).map((each) => ({
    home: each.home,
    world: createWorld({ seed: 1, startMs, services: each.services }),
  }));
  const aws = await startLocalAws({ world, clock, metricDelay, elsewhere, roles });
  const table = new DynamoDBClient({ endpoint: aws.url, region: home.region, credentials });
  await createTable(table, tableName);
  clock.advance(warmUpMinutes * minuteMs);
  const places = [{ home, world }, ...elsewhere];
  for (const each of places) each.world.advanceTo(clock.nowMs());
  return {
    world,
    worldAt: worldIn(places),
    clock,
    aws,
    table,
    close: async () => {
      table.destroy();
      await aws.stop();
    },
  };
};

/** As Lambda and the stack set them, with the local AWS in place of the real one. */
export const variablesFor = (url: string): Readonly<Record<string, string>> => ({
  AWS_ENDPOINT_URL: url,
  AWS_REGION: home.region,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  FLYBALL_ACCOUNT: home.account,
  FLYBALL_STACK: 'Flyball',
  FLYBALL_TABLE: tableName,
  FLYBALL_TOPIC_ARN: `arn:aws:sns:${home.region}:${home.account}:flyball`,
  FLYBALL_CLOCK: 'event',
  // The stories break GetMetricData, which a fleet as small as theirs would not need.
  FLYBALL_FREE_REQUESTS_PERCENT: '0',
  FLYBALL_LOG_LEVEL: 'DEBUG',
});
