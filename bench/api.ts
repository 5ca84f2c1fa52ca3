/**
 * The API under load, over the local world: `node bench/api.ts [--services 50] [--seconds 5] [--connections 4]`.
 * With `--stress`, ever more connections on one path; with `--endurance <minutes>`, a steady mix, and what memory does.
 * One execution environment answers one request at a time, as in Lambda, so more connections mean waiting.
 */
import { parseArgs } from 'node:util';
import type { Product } from '#local/product.ts';
import { withFleet } from './api/fleet.ts';
import { headings, loadOn, rowOf, type Target } from './api/load.ts';
import { printTable, type Row } from './table.ts';

const { values } = parseArgs({
  options: {
    services: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '4' },
    stress: { type: 'boolean', default: false },
    endurance: { type: 'string' },
  },
});

const seconds = Number(values.seconds);
const connections = Number(values.connections);

const asked = (path: string): Target => ({ name: `GET ${path}`, method: 'GET', path });

const why = 'a load test';

const targets: readonly Target[] = [
  asked('/health'),
  asked('/health/detailed'),
  asked('/health/pools'),
  asked('/metrics'),
  asked('/metrics/cpu?service=shop~service-1'),
  asked('/performance'),
  asked('/alerts'),
  asked('/services'),
  asked('/services/shop~service-1'),
  asked('/services/shop~service-1/decisions'),
  asked('/openapi.json'),
  {
    name: 'POST …/floor',
    method: 'POST',
    path: '/services/shop~service-1/floor',
    body: { tasks: 1, why },
  },
];

/** Cold starts are another story, and another number. */
const warmUp = async ({ url }: Product): Promise<void> => {
  await loadOn(url, asked('/services'), { connections: 1, seconds: 1 });
};

const load = async (product: Product): Promise<void> => {
  const rows: Row[] = [headings];
  for (const target of targets) {
    const measured = await loadOn(product.url, target, { connections, seconds });
    rows.push(rowOf(target.name, measured));
  }
  printTable(
    `Load: ${values.services} services, ${connections} connections, ${seconds} s each`,
    rows,
  );
};

const stress = async (product: Product): Promise<void> => {
  const rows: Row[] = [headings];
  for (const each of [1, 2, 4, 8, 16, 32, 64, 128]) {
    const measured = await loadOn(product.url, asked('/services'), { connections: each, seconds });
    rows.push(rowOf(`${each} connections`, measured));
  }
  printTable(`Stress: GET /services of ${values.services} services`, rows);
};

const mebibyte = 1024 * 1024;

const endurance = async (product: Product, minutes: number): Promise<void> => {
  const rows: Row[] = [[...headings, 'memory']];
  for (let minute = 1; minute <= minutes; minute += 1) {
    const target = targets[minute % targets.length] ?? asked('/services');
    const measured = await loadOn(product.url, target, { connections, seconds: 60 });
    const memory = `${(process.memoryUsage.rss() / mebibyte).toFixed(0)} MiB`;
    rows.push([...rowOf(`minute ${minute}: ${target.name}`, measured), memory]);
  }
  printTable(`Endurance: ${minutes} minutes at ${connections} connections`, rows);
};

await withFleet(Number(values.services), async (product) => {
  await warmUp(product);
  if (values.endurance !== undefined) await endurance(product, Number(values.endurance));
  else if (values.stress) await stress(product);
  else await load(product);
});
