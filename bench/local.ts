/** How many ticks a second the local world sustains: `node bench/local.ts [services…]`. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plantOf } from '#local/plant.ts';
import { startProduct } from '#local/product.ts';
import { wave } from '#simulator/plant/shapes.ts';

const startMs = Date.UTC(2026, 10, 2, 9, 0, 0);

/** Spread out, as in a real fleet: ECS takes 5 updates a second from an account, and not one more. */
const loadOf = (index: number) =>
  wave({ low: 60, high: 300, periodMinutes: 240, lowAtMs: startMs + index * 7 * 60_000 });

const plantWith = (count: number) =>
  plantOf(
    Array.from({ length: count }, (_, index) => {
      const load = loadOf(index);
      return {
        cluster: `cluster-${index % 10}`,
        name: `service-${index}`,
        // As many as it needs at the start, at 60 of 100 requests a second and task.
        desired: Math.ceil(load(startMs) / 60),
        tags: { 'flyball:enabled': 'true' },
        load,
      };
    }),
  );

/** The first ticks pay for the cold start and set right what was guessed. */
const warmUpTicks = 10;
const measuredTicks = 40;

const measure = async (count: number, fleetFile: string) => {
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const endedMs: number[] = [];
  const product = await startProduct({
    plant: plantWith(count),
    fleetFile,
    parameters: { Mode: 'act' },
    speed: 600,
    seed: 1,
    startMs,
    listener: {
      onWake: (_, error) => {
        if (error !== null) throw new Error(error);
        endedMs.push(performance.now());
        if (endedMs.length > warmUpTicks + measuredTicks) resolve();
      },
    },
  });
  await done;
  await product.stop();
  const [from = 0, to = 0] = [endedMs[warmUpTicks], endedMs[warmUpTicks + measuredTicks]];
  return measuredTicks / ((to - from) / 1000);
};

const folder = await mkdtemp(join(tmpdir(), 'flyball-bench-'));
const fleetFile = join(folder, 'fleet.yaml');
await writeFile(fleetFile, '');
const counts = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10, 100, 500];
for (const count of counts) {
  const ticks = await measure(count, fleetFile);
  const speed = ticks * 60;
  console.log(
    `${String(count).padStart(4)} services: ${ticks.toFixed(1)} ticks a second, ${speed.toFixed(0)} times real time`,
  );
}
await rm(folder, { recursive: true, force: true });
