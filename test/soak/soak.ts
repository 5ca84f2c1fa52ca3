/** The demonstration's fleet through days of bad luck at full speed, and an hour of peace in the end. */
import type { Fleet } from '#config/fleet.ts';
import { defaultParameters } from '#config/parameter-values.ts';
import { parseFleet } from '#config/parse.ts';
import { carryOut } from '#local/console/carry-out.ts';
import { demoPlant } from '#local/demo/plant.ts';
import { nameOf, type Plant, plantOf } from '#local/plant.ts';
import { type Listener, type Product, startProduct } from '#local/product.ts';
import { openAlerts } from '#local/tables.ts';
import { countClosedAlerts } from './closed-alerts.ts';
import { createFate, peaceFrom, turnsOf } from './fate.ts';
import { misfortunes } from './misfortunes.ts';
import { createTally, type Tally } from './tally.ts';
import { createWatch } from './watch.ts';

export type SoakOptions = {
  readonly fleetFile: string;
  readonly fleetText: string;
  readonly seed: number;
  readonly hours: number;
  /** The tables are on disk, so that the heap is what the product itself keeps. */
  readonly dataDirectory: string;
  /** Told once an hour of the world's time. */
  readonly onHour: (line: string) => void;
};

export type SoakResult = Tally & {
  readonly misfortunes: number;
  readonly violations: readonly string[];
  readonly closedAlerts: number;
  /** Still open after the peace. */
  readonly openAlerts: readonly string[];
};

const hourMs = 3_600_000;
const startMs = Date.UTC(2026, 10, 2, 0, 0, 0);

/** What stands in the demonstration to show a refusal would keep its alert open for ever. */
const withoutRefusals = (): Plant =>
  plantOf(demoPlant(startMs).services.filter(({ cluster }) => cluster !== 'guards'));

const readFleet = (text: string): Fleet => {
  const parsed = parseFleet(text, { ...defaultParameters, Mode: 'act' });
  if (parsed.kind === 'valid') return parsed.fleet;
  throw new Error(`The fleet of the soak is not valid: ${JSON.stringify(parsed.problems)}`);
};

const start = (options: SoakOptions, plant: Plant, listener: Listener): Promise<Product> =>
  startProduct({
    plant,
    fleetFile: options.fleetFile,
    parameters: { Mode: 'act', LogLevel: 'DEBUG' },
    speed: 600,
    seed: options.seed,
    startMs,
    dataDirectory: options.dataDirectory,
    listener,
  });

/** Lives through it all; everything that is watched hears of every tick. */
const live = async (
  options: SoakOptions,
  plant: Plant,
  parts: {
    readonly watch: ReturnType<typeof createWatch>;
    readonly tally: ReturnType<typeof createTally>;
    readonly turns: Parameters<typeof createFate>[0];
  },
): Promise<Product> => {
  const { watch, tally } = parts;
  const peaceMs = startMs + options.hours * hourMs;
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  let fate: ReturnType<typeof createFate> = () => {};
  let faulty = () => false;
  const product = await start(options, plant, {
    onDecision: watch.decided,
    onWake: ({ dueMs }, error) => {
      tally.tick(dueMs, error);
      watch.ticked(dueMs, error, faulty());
      fate(dueMs);
      if (dueMs >= peaceMs + hourMs) end();
    },
  });
  faulty = () => product.aws.faults.list().length > 0;
  fate = createFate(parts.turns, (command) => carryOut({ product, tour: () => {} }, command));
  await over;
  return product;
};

export const soak = async (options: SoakOptions): Promise<SoakResult> => {
  const { seed, hours, onHour } = options;
  const plant = withoutRefusals();
  const services = plant.services.map(nameOf);
  const endMs = startMs + hours * hourMs;
  const all = misfortunes({ seed, services, startMs, endMs });
  const watch = createWatch(readFleet(options.fleetText));
  const tally = createTally(startMs, onHour);
  const turns = [...turnsOf(all), ...peaceFrom(endMs, services)];
  const product = await live(options, plant, { watch, tally, turns });
  const open = await openAlerts(product.ask, product.table);
  const closedAlerts = await countClosedAlerts(product.ask, product.table);
  await product.stop();
  return {
    ...tally.result(),
    misfortunes: all.length,
    violations: watch.violations,
    closedAlerts,
    openAlerts: open.map(({ message }) => message),
  };
};
