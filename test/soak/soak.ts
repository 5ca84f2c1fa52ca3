/** The demonstration's fleet through days of bad luck at full speed. */
import { defaultParameters } from '#config/parameter-values.ts';
import { parseFleet } from '#config/parse.ts';
import { carryOut } from '#local/console/carry-out.ts';
import type { WorldCommand } from '#local/console/commands.ts';
import { demoPlant } from '#local/demo/plant.ts';
import { nameOf, plantOf } from '#local/plant.ts';
import { type Product, startProduct } from '#local/product.ts';
import { openAlerts } from '#local/tables.ts';
import { type Misfortune, misfortunes } from './misfortunes.ts';
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

export type SoakResult = {
  readonly ticks: number;
  readonly failedTicks: number;
  readonly misfortunes: number;
  readonly violations: readonly string[];
  /** Still open after an hour of peace. */
  readonly openAlerts: readonly string[];
  readonly alertsRaised: number;
  /** Megabytes of heap once every history is full, and in the end; after a collection where one can be forced. */
  readonly heap: { readonly settled: number; readonly last: number };
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const startMs = Date.UTC(2026, 10, 2, 0, 0, 0);

/** What stands in the demonstration to show a refusal would keep its alert open for ever. */
const withoutRefusals = () => {
  const { services } = demoPlant(startMs);
  return plantOf(services.filter(({ cluster }) => cluster !== 'guards'));
};

/** The world keeps six hours of minutes. */
const hoursToSettle = 7;

const heapMegabytes = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
};

/** Commands that are due, in the order in which they are. */
const createFate = (all: readonly Misfortune[], carry: (command: WorldCommand) => void) => {
  const due = all
    .flatMap(({ fromMs, toMs, begin, end }) => [
      { atMs: fromMs, command: begin },
      ...(end === null ? [] : [{ atMs: toMs, command: end }]),
    ])
    .toSorted((a, b) => a.atMs - b.atMs);
  let next = 0;
  return (nowMs: number): void => {
    for (let each = due[next]; each !== undefined && each.atMs <= nowMs; each = due[next]) {
      carry(each.command);
      next += 1;
    }
  };
};

export const soak = async (options: SoakOptions): Promise<SoakResult> => {
  const { fleetFile, fleetText, seed, hours, dataDirectory, onHour } = options;
  const parsed = parseFleet(fleetText, { ...defaultParameters, Mode: 'act' });
  if (parsed.kind === 'invalid') throw new Error(JSON.stringify(parsed.problems));
  const plant = withoutRefusals();
  const peaceMs = startMs + hours * hourMs;
  const all = misfortunes({
    seed,
    services: plant.services.map(nameOf),
    startMs,
    endMs: peaceMs,
  });
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  let product: Product | null = null;
  const running = (): Product => {
    if (product === null) throw new Error('The product has not started yet');
    return product;
  };
  const watch = createWatch(running, parsed.fleet);
  const fate = createFate(all, (command) =>
    carryOut({ product: running(), tour: () => {} }, command),
  );
  let [ticks, failedTicks, settledHeap] = [0, 0, 0];
  product = await startProduct({
    plant,
    fleetFile,
    parameters: { Mode: 'act', LogLevel: 'DEBUG' },
    speed: 600,
    seed,
    startMs,
    dataDirectory,
    listener: {
      onDecision: watch.decided,
      onWake: ({ dueMs }, error) => {
        ticks += 1;
        failedTicks += error === null ? 0 : 1;
        watch.ticked(dueMs, error);
        fate(dueMs);
        if (dueMs % hourMs === 0) {
          const heap = heapMegabytes();
          const hour = (dueMs - startMs) / hourMs;
          if (hour <= hoursToSettle) settledHeap = heap;
          onHour(`hour ${hour}: ${ticks} ticks, ${failedTicks} failed, heap ${heap.toFixed(0)} MB`);
        }
        if (dueMs >= peaceMs + hourMs) end();
      },
    },
  });
  await over;
  const open = await openAlerts(product.ask, product.table);
  const raised = product.aws.published.filter(({ subject }) => subject?.startsWith('Flyball'));
  await product.stop();
  return {
    ticks,
    failedTicks,
    misfortunes: all.length,
    violations: watch.violations,
    openAlerts: open.map(({ message }) => message),
    alertsRaised: raised.length,
    heap: { settled: settledHeap, last: heapMegabytes() },
  };
};
