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

/** Over the measured ticks. */
const grown = (each: readonly number[]): number =>
  (each[warmUpTicks + measuredTicks] ?? Number.NaN) - (each[warmUpTicks] ?? Number.NaN);

/** Of all threads of this process, the handler's own included: what others do to the machine does not count. */
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const measure = async (count: number, fleetFile: string) => {
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const endedMs: number[] = [];
  const spentMs: number[] = [];
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
        spentMs.push(cpuMs());
        if (endedMs.length > warmUpTicks + measuredTicks) resolve();
      },
    },
  });
  await done;
  await product.stop();
  return {
    ticksPerSecond: measuredTicks / (grown(endedMs) / 1000),
    cpuMsPerTick: grown(spentMs) / measuredTicks,
  };
};

const folder = await mkdtemp(join(tmpdir(), 'flyball-bench-'));
const fleetFile = join(folder, 'fleet.yaml');
await writeFile(fleetFile, '');
const counts = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10, 100, 500];
for (const count of counts) {
  const { ticksPerSecond, cpuMsPerTick } = await measure(count, fleetFile);
  const speed = ticksPerSecond * 60;
  console.log(
    `${String(count).padStart(4)} services: ${ticksPerSecond.toFixed(1)} ticks a second, ${speed.toFixed(0)} times real time, ${cpuMsPerTick.toFixed(0)} ms of CPU a tick`,
  );
}
await rm(folder, { recursive: true, force: true });
