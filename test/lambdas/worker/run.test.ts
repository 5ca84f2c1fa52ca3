import { expect, test } from 'vitest';
import { createMemoryPorts } from '#adapters/memory.ts';
import { defaultParameters } from '#config/parameter-values.ts';
import { parseFleet } from '#config/parse.ts';
import { createWorkerRun, type WorkerDependencies } from '#lambdas/worker/run.ts';
import { writeOrder } from '#lib/shards/write-order.ts';
import type { TickInput } from '#lib/tick/input.ts';
import { createRecorder } from '../../function/recorder.ts';
import { fleetOf, home, idOf, minuteMs, startMs, worldOf } from '../../tick/support.ts';

const context = { getRemainingTimeInMillis: () => 50_000 };

const letter = (shard: string, names: readonly string[], tickMs = startMs, fleetShards = 2) => ({
  messageId: shard,
  body: writeOrder({
    tickMs,
    shard,
    speaksForAll: shard.endsWith('/0'),
    split: 'a',
    holders: {},
    fleetServices: 9,
    fleetShards,
    homeServices: 9,
    stirred: [],
    services: names.map(idOf),
    rivals: [],
  }),
});

const fastFleet = (): TickInput['fleet'] => {
  const values = { ...defaultParameters, Mode: 'act', LoopsPerMinute: 6, ShardSize: 10 };
  const parsed = parseFleet('defaults: { react: fast }', values);
  if (parsed.kind === 'invalid') throw new Error(JSON.stringify(parsed.problems));
  return parsed.fleet;
};

type Setting = Partial<Pick<WorkerDependencies, 'fleet' | 'pause' | 'clock'>>;

const workerOf = (nowMs = startMs, setting: Setting = {}) => {
  const world = worldOf([
    { name: 'web', desired: 4, cpu: 80 },
    { name: 'api', desired: 4, cpu: 80 },
  ]);
  const { log, metrics } = createRecorder();
  const run = createWorkerRun({
    fleet: fleetOf(),
    home,
    ports: createMemoryPorts(world),
    clock: () => nowMs,
    pause: null,
    intervalMs: minuteMs,
    log,
    metrics,
    emitServices: () => undefined,
    ...setting,
  });
  return { world, run };
};

test('a shard is worked on: its services and no others', async () => {
  const { world, run } = workerOf();
  expect(await run({ Records: [letter('s/0', ['web'])] }, context)).toEqual({
    batchItemFailures: [],
  });
  expect(world.writes).toEqual([{ id: idOf('web'), desired: 6 }]);
});

test('a message that is delivered twice is worked on once', async () => {
  const { world, run } = workerOf();
  await run({ Records: [letter('s/0', ['web']), letter('s/0', ['web'])] }, context);
  expect(world.writes).toHaveLength(1);
});

test('a shard that comes more than a minute late is left to its next tick', async () => {
  const { world, run } = workerOf(startMs + minuteMs + 1);
  await run({ Records: [letter('s/0', ['web'])] }, context);
  expect(world.writes).toEqual([]);
  expect(world.lastTicks.size).toBe(0);
});

test('of a batch only what failed comes back', async () => {
  const { world, run } = workerOf();
  const foreign = { messageId: 'foreign', body: 'hello' };
  expect(await run({ Records: [foreign, letter('s/0', ['api'])] }, context)).toEqual({
    batchItemFailures: [{ itemIdentifier: 'foreign' }],
  });
  expect(world.writes).toHaveLength(1);
});

test('a batch of which nothing went well fails as a whole, so that the function counts an error', async () => {
  const { run } = workerOf();
  await expect(run({ Records: [{ messageId: 'x', body: 'hello' }] }, context)).rejects.toThrow(
    'All 1 shards of this batch failed',
  );
});

/** Waiting moves the clock. */
const looking = () => {
  let nowMs = startMs;
  const seconds: number[] = [];
  const setting: Setting = {
    fleet: fastFleet(),
    clock: () => nowMs,
    pause: async (untilMs) => {
      nowMs = Math.max(nowMs, untilMs);
      seconds.push((untilMs - startMs) / 1000);
    },
  };
  return { setting, seconds };
};

test('a worker looks again inside the minute, under the claim of its own shard', async () => {
  const { setting, seconds } = looking();
  const { world, run } = workerOf(startMs, setting);
  await run({ Records: [letter('s/0', ['web'])] }, { getRemainingTimeInMillis: () => 58_000 });
  expect(seconds).toEqual([10, 20, 30, 40, 50]);
  expect([...world.lastTicks]).toEqual([['s/0', startMs + 50_000]]);
});

test.each([
  ['where each shard has a worker, all stay for their minute', 40, 5],
  ['where shards wait for a worker, none does, however small they are', 41, 0],
])('%s', async (_, shards, looks) => {
  const { setting, seconds } = looking();
  const { run } = workerOf(startMs, setting);
  const context = { getRemainingTimeInMillis: () => 58_000 };
  await run({ Records: [letter('s/0', ['web'], startMs, shards)] }, context);
  expect(seconds).toHaveLength(looks);
});
