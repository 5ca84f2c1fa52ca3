/** The demonstration as `npm start` runs it, at a fixed time of a fixed day, with or without its story. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openForesights } from '#cli/local/foresight-view.ts';
import { openOrderDesk } from '#cli/local/order-desk.ts';
import { defaultParameters } from '#config/parameter-values.ts';
import { parseFleet } from '#config/parse.ts';
import { startConsole } from '#local/console/console.ts';
import type { OpenForesights } from '#local/console/foresights.ts';
import { demoPlant } from '#local/demo/plant.ts';
import type { Product } from '#local/product.ts';
import type { TourStep } from '#local/tour/tour.ts';

export const demoFleetFile = fileURLToPath(
  new URL('../../examples/demo/fleet.yaml', import.meta.url),
);

export const demoStartMs = Date.UTC(2026, 10, 2, 9, 0, 0);

export const startDemo = async (
  speed: number,
  story: readonly TourStep[],
  foresights: OpenForesights = openForesights,
): Promise<Product> => {
  const parsed = parseFleet(await readFile(demoFleetFile, 'utf8'), {
    ...defaultParameters,
    Mode: 'act',
  });
  if (parsed.kind === 'invalid') throw new Error(JSON.stringify(parsed.problems, null, 2));
  return startConsole({
    fleet: parsed.fleet,
    story,
    openDesk: openOrderDesk,
    openForesights: foresights,
    fleetFile: demoFleetFile,
    plant: demoPlant(demoStartMs),
    parameters: { Mode: 'act', LogLevel: 'DEBUG' },
    speed,
    seed: 1,
    startMs: demoStartMs,
  });
};
