/** The console: a product with a page to watch it and to break things. */
import type { Fleet } from '#config/fleet.ts';
import type { Listener, Product, ProductOptions } from '../product.ts';
import { startProduct } from '../product.ts';
import { loadAssets } from './assets.ts';
import { createBroadcast } from './broadcast.ts';
import { carryOut } from './carry-out.ts';
import { type Chronicle, createChronicle } from './chronicle.ts';
import { createPages } from './pages.ts';

export type ConsoleOptions = Omit<ProductOptions, 'pages'> & { readonly fleet: Fleet };

/** Often enough to look alive, seldom enough for a page with 200 services to keep up with. */
const newsEveryMs = 250;

type Open = { readonly product: Product; readonly chronicle: Chronicle };

export const startConsole = async (options: ConsoleOptions): Promise<Product> => {
  const broadcast = createBroadcast();
  let open: Open | null = null;

  /** The port is listened on a moment before everything behind it is there. */
  const opened = (): Open => {
    if (open !== null) return open;
    throw new RangeError('The local world is still starting; try again in a second');
  };

  const tellNews = (): void => {
    if (open !== null && broadcast.size() > 0) broadcast.send(open.chronicle.news());
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
    command: (command) => {
      carryOut({ product: opened().product, tour: () => {} }, command);
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
    onWake: async (wake, error) => {
      await open?.chronicle.woken();
      await listener.onWake?.(wake, error);
    },
  };

  const product = await startProduct({ ...options, pages, listener: listening });
  const chronicle = createChronicle({ product, fleet: options.fleet, caption: () => null });
  open = { product, chronicle };
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
