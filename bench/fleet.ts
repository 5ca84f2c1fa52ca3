/** A fleet of any size behind the local AWS with its limits on, and the bundled function that scales it. */
import { createDynamoDbBackend } from '#local/dynamodb-backend.ts';
import { askDynamoDb } from '#local/dynamodb-client.ts';
import { createFunction } from '#local/function/function.ts';
import { startLocalAws } from '#local/server.ts';
import { createTable } from '#local/tables.ts';
import { createWorld, type World } from '#simulator/plant/world.ts';
import { tableName, variablesFor } from './function-variables.ts';

const minuteMs = 60_000;
const cluster = 'shop';

/** Real pace, so that token buckets refill while a tick waits for them; and jumps in between. */
const jumpingClock = (startMs: number) => {
  let baseMs = startMs - performance.now();
  const nowMs = (): number => Math.floor(baseMs + performance.now());
  return {
    nowMs,
    jumpToNextMinute: (): void => {
      baseMs += minuteMs - (nowMs() % minuteMs);
    },
  };
};

/** Four tasks each at the default target of 60 % CPU: nothing to do. */
const calmService = (index: number) => ({
  cluster,
  name: `web-${index}`,
  desired: 4,
  tags: { 'flyball:enabled': 'true', 'flyball:max': '20' },
  load: () => 240,
});

export type Calls = ReadonlyMap<string, number>;

export type Ticked = { readonly ms: number; readonly calls: Calls };

export type BenchFleet = {
  readonly world: World;
  /** The next minute's tick; throws when the function did. */
  readonly tick: () => Promise<Ticked>;
  readonly stop: () => Promise<void>;
};

const newCalls = (before: Calls, after: Calls): Calls =>
  new Map(
    [...after]
      .map(([operation, count]) => [operation, count - (before.get(operation) ?? 0)] as const)
      .filter(([, count]) => count > 0),
  );

const startAws = async (services: number) => {
  // CloudWatch takes the function's own metrics for the last two weeks only.
  const startMs = Math.floor(Date.now() / minuteMs) * minuteMs - 60 * minuteMs;
  const clock = jumpingClock(startMs);
  const setups = Array.from({ length: services }, (_, index) => calmService(index));
  const world = createWorld({ seed: 1, startMs: startMs - 15 * minuteMs, services: setups });
  const backend = createDynamoDbBackend();
  await createTable(askDynamoDb(backend), tableName);
  const aws = await startLocalAws({ world, clock, backend });
  const stop = async (): Promise<void> => {
    await aws.stop();
    await backend.stop();
  };
  return { clock, world, aws, stop };
};

/** `file` is the bundle, with a fleet file beside it. */
export const startFleet = async (file: string, services: number): Promise<BenchFleet> => {
  const { clock, world, aws, stop } = await startAws(services);
  const lambda = createFunction({
    name: 'tick',
    file,
    variables: variablesFor(aws.url),
    timeoutMs: 50_000,
    onLine: () => undefined,
  });
  return {
    world,
    tick: async () => {
      clock.jumpToNextMinute();
      const dueMs = clock.nowMs();
      world.advanceTo(dueMs);
      const before = new Map(aws.calls);
      const event = { kind: 'tick', scheduledTime: new Date(dueMs).toISOString() };
      const invocation = await lambda.invoke(event);
      if (invocation.kind === 'failed') throw new Error(invocation.error);
      return { ms: invocation.durationMs, calls: newCalls(before, aws.calls) };
    },
    stop: async () => {
      await lambda.stop();
      await stop();
    },
  };
};
