/** The console: a product with a page to watch it and to break things. */
import type { Fleet } from '#config/fleet.ts';
import { type Product, type ProductOptions, startProduct } from '../product.ts';
import { createTour, type TourStep } from '../tour/tour.ts';
import { loadAssets } from './assets.ts';
import { type Broadcast, createBroadcast } from './broadcast.ts';
import { callFunction } from './call-function.ts';
import { createChronicle } from './chronicle.ts';
import type { OpenForesights } from './foresights.ts';
import type { OpenDesk } from './orders.ts';
import { createPages, type Pages } from './pages.ts';
import { listeningTo, obey, type Session, toWorld } from './session.ts';

export type ConsoleOptions = Omit<ProductOptions, 'pages'> & {
  readonly fleet: Fleet;
  /** Told from the start; none leaves the page to itself. */
  readonly story: readonly TourStep[];
  readonly openDesk: OpenDesk;
  readonly openForesights: OpenForesights;
};

/** Often enough to look alive, seldom enough for a page with 200 services to keep up with. */
const newsEveryMs = 250;

const tellNews = (session: Session, broadcast: Broadcast): void => {
  session.tour?.advance(session.product.clock.nowMs());
  if (broadcast.size() > 0) broadcast.send(session.chronicle.news());
};

const pagesFor = async (session: () => Session, broadcast: Broadcast): Promise<Pages> =>
  createPages({
    assets: await loadAssets(),
    dashboard: () => session().product.deployment.dashboard,
    listen: (response) => {
      const { chronicle } = session();
      // What is new is told now, to whoever is there, so that the next news begin where this page's knowledge ends.
      broadcast.send(chronicle.news());
      broadcast.add(response, chronicle.all());
    },
    call: (what) => callFunction(session().product, what),
    command: async (what) => {
      await obey(session(), what);
      tellNews(session(), broadcast);
    },
  });

const openSession = (product: Product, options: ConsoleOptions): Session => {
  const { fleet, story, openDesk, openForesights } = options;
  const place = { url: product.url, table: product.table };
  const [desk, foresights] = [openDesk(place), openForesights(place)];
  const tour =
    story.length === 0
      ? null
      : createTour({
          steps: story,
          carryOut: (what) => toWorld({ product, desk, tour: null }, what),
        });
  const chronicle = createChronicle({ product, fleet, tour, desk, foresights });
  tour?.act('start', product.clock.nowMs());
  return { product, chronicle, tour, desk };
};

export const startConsole = async (options: ConsoleOptions): Promise<Product> => {
  const broadcast = createBroadcast();
  let session: Session | null = null;
  /** The port is listened on a moment before everything behind it is there. */
  const opened = (): Session => {
    if (session !== null) return session;
    throw new RangeError('The local world is still starting; try again in a second');
  };
  const pages = await pagesFor(opened, broadcast);
  const listener = listeningTo(() => session, options.listener ?? {});
  const product = await startProduct({ ...options, pages, listener });
  session = openSession(product, options);
  const timer = setInterval(() => tellNews(opened(), broadcast), newsEveryMs);
  return {
    ...product,
    stop: async () => {
      clearInterval(timer);
      broadcast.end();
      await product.stop();
    },
  };
};
