/** The console: a product with a page to watch it and to break things. */
import type { Fleet } from '#config/fleet.ts';
import type { Listener, Product, ProductOptions } from '../product.ts';
import { startProduct } from '../product.ts';
import { createTour, type Tour, type TourStep } from '../tour/tour.ts';
import { loadAssets } from './assets.ts';
import { createBroadcast } from './broadcast.ts';
import { carryOut } from './carry-out.ts';
import { type Chronicle, createChronicle } from './chronicle.ts';
import { isOrder, type OrderCommand, type WorldCommand } from './commands.ts';
import type { OpenDesk, OrderDesk } from './orders.ts';
import { createPages } from './pages.ts';

export type ConsoleOptions = Omit<ProductOptions, 'pages'> & {
  readonly fleet: Fleet;
  /** Told from the start; none leaves the page to itself. */
  readonly story: readonly TourStep[];
  readonly openDesk: OpenDesk;
};

/** Often enough to look alive, seldom enough for a page with 200 services to keep up with. */
const newsEveryMs = 250;

type Open = {
  readonly product: Product;
  readonly chronicle: Chronicle;
  readonly tour: Tour | null;
  readonly desk: OrderDesk;
};

export const startConsole = async (options: ConsoleOptions): Promise<Product> => {
  const broadcast = createBroadcast();
  let open: Open | null = null;

  /** The port is listened on a moment before everything behind it is there. */
  const opened = (): Open => {
    if (open !== null) return open;
    throw new RangeError('The local world is still starting; try again in a second');
  };

  const tellNews = (): void => {
    if (open === null) return;
    open.tour?.advance(open.product.clock.nowMs());
    if (broadcast.size() > 0) broadcast.send(open.chronicle.news());
  };

  const toWorld = (what: WorldCommand): void => {
    const { product, tour } = opened();
    carryOut({ product, tour: (action) => tour?.act(action, product.clock.nowMs()) }, what);
  };

  const toFlyball = async (what: OrderCommand): Promise<void> => {
    const { product, desk, chronicle } = opened();
    const nowMs = Math.floor(product.clock.nowMs());
    if (what.kind === 'order') await desk.give(what, nowMs);
    else await desk.withdraw(what.whom, nowMs);
    await chronicle.ordered();
  };

  const pages = createPages({
    assets: await loadAssets(),
    dashboard: () => opened().product.deployment.dashboard,
    listen: (response) => {
      const { chronicle } = opened();
      // What is new is told now, to whoever is there, so that the next news begin where this page's knowledge ends.
      broadcast.send(chronicle.news());
      broadcast.add(response, chronicle.all());
    },
    command: async (what) => {
      if (isOrder(what)) await toFlyball(what);
      else toWorld(what);
      tellNews();
    },
  });

  const { listener = {} } = options;
  const listening: Listener = {
    ...listener,
    onDecision: (decision) => {
      open?.chronicle.decided(decision);
      listener.onDecision?.(decision);
    },
    onSkip: (skip) => {
      open?.chronicle.skipped(skip);
      listener.onSkip?.(skip);
    },
    onTurn: (turn) => {
      open?.chronicle.turned(turn);
      listener.onTurn?.(turn);
    },
    onWake: async (wake, error) => {
      await open?.chronicle.woken();
      await listener.onWake?.(wake, error);
    },
  };

  const product = await startProduct({ ...options, pages, listener: listening });
  const { fleet, story } = options;
  const tour = story.length === 0 ? null : createTour({ steps: story, carryOut: toWorld });
  const desk = options.openDesk({ url: product.url, table: product.table });
  const chronicle = createChronicle({ product, fleet, tour, desk });
  open = { product, chronicle, tour, desk };
  tour?.act('start', product.clock.nowMs());
  const timer = setInterval(tellNews, newsEveryMs);
  return {
    ...product,
    stop: async () => {
      clearInterval(timer);
      broadcast.end();
      await product.stop();
    },
  };
};
