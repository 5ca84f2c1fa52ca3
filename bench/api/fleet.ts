/** A local world with services to ask about. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plantOf } from '#local/plant.ts';
import { type Product, startProduct } from '#local/product.ts';

const startMs = Date.UTC(2026, 10, 2, 9, 0, 0);

const plantWith = (count: number) =>
  plantOf(
    Array.from({ length: count }, (_, index) => ({
      cluster: 'shop',
      name: `service-${index}`,
      desired: 2,
      tags: { 'flyball:enabled': 'true' },
      load: () => 120,
    })),
  );

/** In real time but for the first three minutes, so that the ticks beside the load are as many as they would be. */
export const withFleet = async <T>(
  services: number,
  use: (product: Product) => Promise<T>,
): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'flyball-bench-'));
  const fleetFile = join(folder, 'fleet.yaml');
  await writeFile(fleetFile, '');
  const { promise: ticked, resolve } = Promise.withResolvers<void>();
  let ticks = 0;
  const product = await startProduct({
    plant: plantWith(services),
    fleetFile,
    parameters: { Mode: 'act' },
    speed: 60,
    seed: 1,
    startMs,
    listener: {
      onWake: () => {
        ticks += 1;
        if (ticks >= 4) resolve();
      },
    },
  });
  try {
    await ticked;
    product.clock.setSpeed(1);
    return await use(product);
  } finally {
    await product.stop();
    await rm(folder, { recursive: true, force: true });
  }
};
