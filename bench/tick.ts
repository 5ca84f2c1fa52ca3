/**
 * A tick of a fleet, as deployed: `node bench/tick.ts`. The bundled function runs in a thread of its own and talks
 * over HTTP to the local AWS, whose limits refill at real pace while a tick waits for them.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleLambda } from '#lib/bundle.ts';
import { setLoad } from '#simulator/plant/commands.ts';
import { type BenchFleet, type Calls, startFleet, type Ticked } from './fleet.ts';
import { median, printTable, type Row } from './table.ts';

const sizes = [10, 50, 200];
const warmTicks = 9;
const entry = fileURLToPath(new URL('../lambdas/tick/handler.ts', import.meta.url));

type Measured = {
  readonly services: number;
  /** A new execution environment and a fleet never seen before. */
  readonly cold: Ticked;
  /** Nothing to do: what most ticks are. */
  readonly calm: Ticked;
  readonly calmMs: readonly number[];
  /** Every service has to scale out at once. */
  readonly storm: Ticked;
  readonly scaledInStorm: number;
};

const double = ({ world }: BenchFleet): void => {
  for (const { setup } of world.services())
    world.change(
      setup,
      setLoad(() => 480),
    );
};

const measure = async (file: string, services: number): Promise<Measured> => {
  const fleet = await startFleet(file, services);
  try {
    const cold = await fleet.tick();
    const calm: Ticked[] = [];
    while (calm.length < warmTicks) calm.push(await fleet.tick());
    double(fleet);
    let storm = await fleet.tick();
    // The metric of the first busy minute comes two to three ticks later.
    while (!storm.calls.has('ecs:UpdateService')) storm = await fleet.tick();
    const scaledInStorm = fleet.world.services().filter(({ desired }) => desired > 4).length;
    const last = calm.at(-1) ?? cold;
    return { services, cold, calm: last, calmMs: calm.map(({ ms }) => ms), storm, scaledInStorm };
  } finally {
    await fleet.stop();
  }
};

const timeRow = ({ services, cold, calmMs, storm, scaledInStorm }: Measured): Row => [
  services,
  cold.ms,
  median(calmMs),
  Math.max(...calmMs),
  storm.ms,
  `${scaledInStorm} of ${services}`,
];

const callRows = ({ cold, calm, storm }: Measured): readonly Row[] => {
  const kinds: readonly Calls[] = [cold.calls, calm.calls, storm.calls];
  const operations = [...new Set(kinds.flatMap((calls) => [...calls.keys()]))].sort();
  return operations.map((operation) => [
    operation,
    ...kinds.map((calls) => calls.get(operation) ?? 0),
  ]);
};

const folder = await mkdtemp(join(tmpdir(), 'flyball-bench-'));
try {
  await writeFile(join(folder, 'fleet.yaml'), '');
  const file = await bundleLambda(entry, folder);
  const measured: Measured[] = [];
  for (const services of sizes) measured.push(await measure(file, services));
  printTable('A tick in milliseconds', [
    ['services', 'cold', 'calm (median)', 'calm (worst)', 'storm', 'scaled in the storm'],
    ...measured.map(timeRow),
  ]);
  for (const each of measured) {
    const header = ['operation', 'cold', 'calm', 'storm'];
    printTable(`Calls of a tick of ${each.services} services`, [header, ...callRows(each)]);
  }
} finally {
  await rm(folder, { recursive: true });
}
