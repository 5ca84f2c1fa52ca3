/** What to run: the demonstration, or a fleet file of one's own under a trace or a made-up load. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Fleet, Home } from '#config/fleet.ts';
import { parameters } from '#config/parameters.ts';
import { demoPlant } from '#local/demo/plant.ts';
import { demoStory } from '#local/demo/story.ts';
import { ownPlant } from '#local/own-plant.ts';
import type { Plant } from '#local/plant.ts';
import type { TourStep } from '#local/tour/tour.ts';
import type { Rate } from '#simulator/plant/setup.ts';
import { parseTrace } from '#simulator/plant/trace.ts';
import { readValidFleet } from '../fleet-file.ts';
import { CliFailure } from '../usage-error.ts';
import type { CliWorld } from '../world.ts';
import type { LocalSettings } from './settings.ts';

export type FleetAndPlant = {
  readonly fleet: Fleet;
  /** Absolute. */
  readonly fleetFile: string;
  readonly plant: Plant;
  readonly story: readonly TourStep[];
  /** By the names of the stack's parameters. */
  readonly parameters: Readonly<Record<string, string>>;
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

/** The world changes nothing but itself, so it acts; and it logs holds too, for the page to show. */
const acting = { [parameters.Mode.env]: 'act', [parameters.LogLevel.env]: 'DEBUG' };

const forStack = ({ parameters: values }: Fleet): Pick<FleetAndPlant, 'parameters'> => ({
  parameters: Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, String(value)]),
  ),
});

export const fleetAndPlant = async (
  settings: LocalSettings,
  { home, startMs }: { readonly home: Home; readonly startMs: number },
  outside: CliWorld,
): Promise<FleetAndPlant> => {
  const env = { ...outside.env, ...acting, ...settings.parameters };
  const world: CliWorld = { ...outside, env };
  const { trace, seed } = settings;
  if (settings.fleet === null && trace === null) {
    const fleet = await readValidFleet(demoFleet, world);
    const plant = demoPlant(startMs);
    return { fleet, fleetFile: demoFleet, plant, story: demoStory, ...forStack(fleet) };
  }
  const named = settings.fleet ?? emptyFleet;
  const fleet = await readValidFleet(named, world);
  const fleetFile = resolve(named);
  const rates = await readRates(trace, startMs, world);
  const own = ownPlant({ fleet, home, startMs, seed, rates });
  if (own.kind === 'impossible') throw new CliFailure(own.problem);
  const { plant } = own;
  return { fleet, fleetFile, plant, story: [], ...forStack(fleet) };
};
