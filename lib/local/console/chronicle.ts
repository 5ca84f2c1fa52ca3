/** Everything the page shows, told whole to who comes new and as news to who is there. */
import type { Fleet } from '#config/fleet.ts';
import { localHome } from '../arns.ts';
import type { LoggedDecision } from '../journal.ts';
import { nameOf } from '../plant.ts';
import type { Product } from '../product.ts';
import { type OpenAlert, openAlerts } from '../tables.ts';
import type { Tour } from '../tour/tour.ts';
import { createDecisionFeed } from './decision-feed.ts';
import type { Foresights } from './foresights.ts';
import { createMessageFeed } from './message-feed.ts';
import type { OrderDesk, OrderInForce } from './orders.ts';
import { createServiceBook, type ServiceBook } from './service-book.ts';
import { troublesIn } from './troubles.ts';
import type { Update } from './wire.ts';

export type Chronicle = Pick<ServiceBook, 'skipped' | 'turned'> & {
  readonly decided: (decision: LoggedDecision) => void;
  /** A function has run: minutes, alerts, orders and messages may be new. */
  readonly woken: () => Promise<void>;
  /** Orders were given or taken back. */
  readonly ordered: () => Promise<void>;
  readonly all: () => Update;
  readonly news: () => Update;
};

export type ChronicleOptions = {
  readonly product: Product;
  readonly fleet: Fleet;
  readonly tour: Tour | null;
  readonly desk: OrderDesk;
  readonly foresights: Foresights;
};

/** Everything here is in one account and region, which would fill the first line of every alert. */
const withoutHome = ({ message, ...alert }: OpenAlert): OpenAlert => ({
  ...alert,
  message: message.replaceAll(`${localHome.account}/${localHome.region}/`, ''),
});

/** What stands in Flyball's table, as of the last look. */
const createTableView = ({ product, desk }: ChronicleOptions) => {
  const { world, clock, ask, table } = product;
  let alerts: readonly OpenAlert[] = [];
  let orders: readonly OrderInForce[] = [];
  const lookAtOrders = async (): Promise<void> => {
    const services = world.services().map(({ setup }) => nameOf(setup));
    orders = await desk.inForce(services, clock.nowMs());
  };
  return {
    look: async (): Promise<void> => {
      alerts = (await openAlerts(ask, table)).map(withoutHome);
      await lookAtOrders();
    },
    lookAtOrders,
    shown: () => ({ alerts: [...alerts], orders: [...orders] }),
  };
};

/** What is told whole each time, since it is small. */
const standing = ({ product, tour }: ChronicleOptions) => {
  const { clock, alarms, aws } = product;
  return {
    clock: { nowMs: clock.nowMs(), speed: clock.speed(), paused: clock.isPaused() },
    alarms: [...alarms.list()],
    troubles: [...troublesIn(aws.faults)],
    hasTour: tour !== null,
    caption: tour?.caption() ?? null,
  };
};

export const createChronicle = (options: ChronicleOptions): Chronicle => {
  const { product, fleet, foresights } = options;
  const book = createServiceBook(product, fleet);
  const decisions = createDecisionFeed(book.isObserved);
  const messages = createMessageFeed(product.aws.published);
  const tableView = createTableView(options);
  const tell = (kind: Update['kind']): Update => ({
    ...standing(options),
    ...tableView.shown(),
    kind,
    services: kind === 'all' ? book.all() : book.news(),
    decisions: kind === 'all' ? decisions.all() : decisions.news(),
    messages: kind === 'all' ? messages.all() : messages.news(),
  });
  book.follow();
  return {
    skipped: book.skipped,
    turned: book.turned,
    decided: (decision) => {
      book.decided(decision);
      decisions.add(decision);
    },
    woken: async () => {
      book.follow();
      await tableView.look();
      const services = product.world.services().map(({ setup }) => nameOf(setup));
      book.foreseen(await foresights.of(services, product.clock.nowMs()));
    },
    ordered: tableView.lookAtOrders,
    all: () => tell('all'),
    news: () => tell('news'),
  };
};
