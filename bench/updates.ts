/**
 * Three hundred scale-outs that are asked for in one tick, against the local AWS with the limits of ECS on:
 * `node bench/updates.ts [scale-outs]`. Once by one function, once by the workers of twenty shards, and a pipeline that
 * deploys beside them. Time is real, because the limits refill in it.
 */
import { defaultParameters } from '#config/parameter-values.ts';
import { parseFleet } from '#config/parse.ts';
import type { ServiceId } from '#engine/model.ts';
import type { Deadline } from '#lib/ports.ts';
import { runShard } from '#lib/shards/run-shard.ts';
import { splitFleet } from '#lib/shards/split.ts';
import type { TickInput } from '#lib/tick/input.ts';
import { runTick } from '#lib/tick.ts';
import { createDynamoDbBackend } from '#local/dynamodb-backend.ts';
import { askDynamoDb } from '#local/dynamodb-client.ts';
import { startLocalAws } from '#local/server.ts';
import { createTable } from '#local/tables.ts';
import { createWorld } from '#simulator/plant/world.ts';
import { printTable, type Row } from './table.ts';
import { deploy } from './updates/deployment.ts';
import { type Change, home, startWorker, tableName } from './updates/worker.ts';

process.env['AWS_ACCESS_KEY_ID'] = 'local';
process.env['AWS_SECRET_ACCESS_KEY'] = 'local';

const cluster = 'shop';
const tickLastsMs = 60_000;
const shards = 20;
const count = Number(process.argv[2] ?? 300);

const fleet = (() => {
  const yaml = '{ maxStarts: 100000, defaults: { max: 50 } }';
  const parsed = parseFleet(yaml, { ...defaultParameters, Mode: 'act' });
  if (parsed.kind === 'invalid') throw new Error(JSON.stringify(parsed.problems));
  return parsed.fleet;
})();

const ids: readonly ServiceId[] = Array.from({ length: count }, (_, index) => ({
  ...home,
  cluster,
  name: `web-${index}`,
}));

const deadline = (): Deadline => {
  const endMs = performance.now() + tickLastsMs;
  return { remainingMs: () => endMs - performance.now(), signal: AbortSignal.timeout(tickLastsMs) };
};

type Tick = (url: string, tickMs: number, changes: Change[]) => Promise<number>;

const inputAt = (tickMs: number): Pick<TickInput, 'fleet' | 'home' | 'tickMs' | 'deadline'> => ({
  fleet,
  home,
  tickMs,
  deadline: deadline(),
});

const tickWhole: Tick = async (url, tickMs, changes) => {
  const ports = startWorker(url, () => tickMs, changes);
  const { leftOver } = await runTick({ ...inputAt(tickMs), ports });
  return leftOver.length;
};

const tickShards: Tick = async (url, tickMs, changes) => {
  const members = ids.map((id) => ({ id, group: null }));
  const split = splitFleet(members, Math.ceil(count / shards));
  const reports = await Promise.all(
    split.shards.map(({ name: shard, services }) => {
      const ports = startWorker(url, () => tickMs, changes);
      const { id, holders } = split;
      const share = {
        shard,
        speaksForAll: shard === split.shards[0]?.name,
        split: id,
        holders,
        services,
        ...{ fleetServices: count, fleetShards: split.shards.length, homeServices: count },
        ...{ stirred: new Set<string>(), rivals: new Map() },
      };
      return runShard({ ...inputAt(tickMs), ports, share });
    }),
  );
  return reports.reduce((sum, { leftOver }) => sum + leftOver.length, 0);
};

/** Urgencies, the most urgent first. */
const ranks = ['high', 'medium', 'low', 'in'] as const;

const isMoreUrgent = (a: Change, b: Change): boolean =>
  ranks.indexOf(a.rank) < ranks.indexOf(b.rank);

/** Changes that were made while a more urgent one had been waiting for longer than 2 s. */
const inversionsOf = (changes: readonly Change[]): number =>
  changes.filter((change) =>
    changes.some(
      (other) =>
        isMoreUrgent(other, change) &&
        other.askedMs < change.doneMs - 2_000 &&
        other.doneMs > change.doneMs,
    ),
  ).length;

const secondsTo = (changes: readonly Change[], firstMs: number): number =>
  Math.max(...changes.map(({ doneMs }) => doneMs - firstMs)) / 1000;

const startAws = async () => {
  const startMs = Date.now();
  const backend = createDynamoDbBackend();
  await createTable(askDynamoDb(backend), tableName);
  const services = ids.map(({ name }) => ({
    cluster,
    name,
    desired: 4,
    tags: { 'flyball:enabled': 'true' },
  }));
  const world = createWorld({ seed: 1, startMs, services });
  const aws = await startLocalAws({ world, clock: { nowMs: Date.now }, backend });
  return { aws, backend, startMs };
};

const measure = async (name: string, tick: Tick, deploys: boolean): Promise<Row> => {
  const { aws, backend, startMs } = await startAws();
  const changes: Change[] = [];
  const stopping = new AbortController();
  const deploying = deploys ? deploy(aws.url, cluster, stopping) : null;
  try {
    const leftOver = await tick(aws.url, startMs, changes);
    stopping.abort();
    const deployed = await deploying;
    const firstMs = Math.min(...changes.map(({ askedMs }) => askedMs));
    const of = (rank: Change['rank']) => changes.filter((change) => change.rank === rank);
    const others = deployed?.count ?? 0;
    return [
      name,
      changes.length,
      leftOver,
      ...ranks.slice(0, 3).map((rank) => secondsTo(of(rank), firstMs)),
      inversionsOf(changes),
      (aws.calls.get('ecs:UpdateService') ?? 0) - changes.length - others,
      (aws.calls.get('dynamodb:PutItem') ?? 0) / Math.max(1, changes.length),
      deployed === null ? '' : `${deployed.count}, ${deployed.failed} failed`,
      deployed === null ? '' : deployed.worstMs,
    ];
  } finally {
    stopping.abort();
    await aws.stop();
    await backend.stop();
  }
};

const rows: Row[] = [];
for (const deploys of [false, true]) {
  const beside = deploys ? ', beside a pipeline' : '';
  rows.push(await measure(`one function${beside}`, tickWhole, deploys));
  rows.push(await measure(`${shards} shards${beside}`, tickShards, deploys));
}
printTable(`${count} scale-outs asked in one tick; times in seconds from the first that asked`, [
  [
    '',
    'done',
    'left over',
    'last high',
    'last medium',
    'last low',
    'inversions',
    'tries refused',
    'puts each',
    'deployments',
    'slowest ms',
  ],
  ...rows,
]);
