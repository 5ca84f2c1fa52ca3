/** What to run: the demonstration, or a fleet file of one's own under a trace or a made-up load. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Fleet, Home } from '#config/fleet.ts';
import { demoPlant } from '#local/demo/plant.ts';
import { ownPlant } from '#local/own-plant.ts';
import type { Plant } from '#local/plant.ts';
import type { Rate } from '#simulator/setup.ts';
import { parseTrace } from '#simulator/trace.ts';
import { readValidFleet } from '../fleet-file.ts';
import { CliFailure } from '../usage-error.ts';
import type { CliWorld } from '../world.ts';
import type { LocalSettings } from './settings.ts';

export type FleetAndPlant = {
  readonly fleet: Fleet;
  /** Absolute. */
  readonly fleetFile: string;
  readonly plant: Plant;
};

const demoFleet = fileURLToPath(new URL('../../../examples/demo/fleet.yaml', import.meta.url));
const emptyFleet = fileURLToPath(new URL('../../../examples/demo/empty.yaml', import.meta.url));

const readRates = async (
  path: string | null,
  startMs: number,
  world: CliWorld,
): Promise<ReadonlyMap<string, Rate>> => {
  if (path === null) return new Map();
  const csv = await world.readText(path);
  if (csv === null)
    throw new CliFailure(`there is no file ${path}; name the trace, or leave it out`);
  const parsed = parseTrace(csv);
  if (parsed.kind === 'valid') return parsed.trace.rates(startMs);
  throw new CliFailure(`the trace ${path} cannot be used: ${parsed.problem}`);
};

export const fleetAndPlant = async (
  settings: LocalSettings,
  { home, startMs }: { readonly home: Home; readonly startMs: number },
  world: CliWorld,
): Promise<FleetAndPlant> => {
  const { trace, seed } = settings;
  if (settings.fleet === null && trace === null) {
    const fleet = await readValidFleet(demoFleet, world);
    return { fleet, fleetFile: demoFleet, plant: demoPlant(startMs) };
  }
  const fleetFile = settings.fleet === null ? emptyFleet : resolve(settings.fleet);
  const fleet = await readValidFleet(fleetFile, world);
  const rates = await readRates(trace, startMs, world);
  const own = ownPlant({ fleet, home, startMs, seed, rates });
  if (own.kind === 'plant') return { fleet, fleetFile, plant: own.plant };
  throw new CliFailure(own.problem);
};
