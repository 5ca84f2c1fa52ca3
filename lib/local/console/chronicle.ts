/** Everything the page shows, gathered as it happens, told whole to who comes new and as news to who is there. */
import type { Fleet } from '#config/fleet.ts';
import type { LoggedDecision, Skip, Turn } from '../journal.ts';
import { nameOf } from '../plant.ts';
import type { Product } from '../product.ts';
import type { Published } from '../sns.ts';
import { openAlerts } from '../tables.ts';
import type { Tour } from '../tour/tour.ts';
import type { OrderDesk, OrderInForce } from './orders.ts';
import { type Facts, factsOf } from './service-facts.ts';
import { createTrack, type Track } from './track.ts';
import { troublesIn } from './troubles.ts';
import type { Alert, Decision, Message, Service, Update } from './wire.ts';

export type Chronicle = {
  readonly decided: (decision: LoggedDecision) => void;
  readonly skipped: (skip: Skip) => void;
  readonly turned: (turn: Turn) => void;
  /** A function has run: minutes, alerts and messages may be new. */
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
};

const mostDecisions = 300;
const mostMessages = 100;

/** `account/region/cluster/name` without the first two. */
const shortName = (key: string): string => key.split('/').slice(2).join('/');

const keepLast = <Item>(items: Item[], most: number): void => {
  items.splice(0, Math.max(0, items.length - most));
};

const decisionOf = (logged: LoggedDecision, observed: boolean): Decision => {
  const { atMs, from, to, asked, urgency, why, hindrance } = logged;
  const service = shortName(logged.service);
  const id = `${service}@${atMs}`;
  return { id, atMs, service, from, to, asked, urgency, why, hindrance, observed };
};

export const createChronicle = ({ product, fleet, tour, desk }: ChronicleOptions): Chronicle => {
  const { world, aws, alarms, clock, plant, ask, table } = product;
  const tracks = new Map<string, Track>();
  const skipped = new Map<string, string>();
  const wishes = new Map<string, string>();
  const decisions: Decision[] = [];
  let toldDecisions = 0;
  /** The last message that was told; older ones are dropped from the list in time. */
  let toldMessage: Published | undefined;
  let alerts: readonly Alert[] = [];
  let orders: readonly OrderInForce[] = [];

  const trackOf = (name: string): Track => {
    const track = tracks.get(name) ?? createTrack();
    tracks.set(name, track);
    return track;
  };

  const followAll = (): void => {
    for (const run of world.services()) {
      trackOf(nameOf(run.setup)).follow(run, world.minutes(run.setup));
    }
  };

  const eachService = (tell: (track: Track, facts: Facts) => Service | null): Service[] =>
    world.services().flatMap((run) => {
      const told = tell(trackOf(nameOf(run.setup)), factsOf(run, { fleet, plant, skipped }));
      return told === null ? [] : [told];
    });

  const messagesFrom = (first: number): Message[] =>
    aws.published.slice(first).map(({ atMs, subject = '', message }) => ({
      atMs,
      subject,
      message,
    }));

  const common = () => ({
    clock: { nowMs: clock.nowMs(), speed: clock.speed(), paused: clock.isPaused() },
    alerts: [...alerts],
    orders: [...orders],
    alarms: [...alarms.list()],
    troubles: [...troublesIn(aws.faults)],
    hasTour: tour !== null,
    caption: tour?.caption() ?? null,
  });

  const lookAtOrders = async (): Promise<void> => {
    const services = world.services().map(({ setup }) => nameOf(setup));
    orders = await desk.inForce(services, clock.nowMs());
  };

  followAll();
  return {
    decided: (logged) => {
      const name = shortName(logged.service);
      skipped.delete(name);
      trackOf(name).decided(logged);
      if (logged.from === logged.to) return;
      const [cluster = '', service = ''] = name.split('/');
      const run = world.find({ cluster, name: service });
      const observed =
        run !== undefined && factsOf(run, { fleet, plant, skipped }).handling === 'observe';
      // A service that is only observed wishes for the same again every minute.
      if (observed && wishes.get(name) === `${logged.from} ${logged.to}`) return;
      wishes.set(name, `${logged.from} ${logged.to}`);
      decisions.push(decisionOf(logged, observed));
      toldDecisions -= Math.max(0, decisions.length - mostDecisions);
      keepLast(decisions, mostDecisions);
    },
    skipped: ({ service, why }) => {
      skipped.set(shortName(service), why);
    },
    turned: (turn) => trackOf(shortName(turn.service)).turned(turn),
    woken: async () => {
      followAll();
      alerts = await openAlerts(ask, table);
      await lookAtOrders();
    },
    ordered: lookAtOrders,
    all: () => ({
      kind: 'all',
      ...common(),
      services: eachService((track, facts) => track.all(facts)),
      decisions: [...decisions],
      messages: messagesFrom(Math.max(0, aws.published.length - mostMessages)),
    }),
    news: () => {
      const fresh = decisions.slice(Math.max(0, toldDecisions));
      const messages = messagesFrom(
        toldMessage === undefined ? 0 : aws.published.lastIndexOf(toldMessage) + 1,
      );
      toldDecisions = decisions.length;
      toldMessage = aws.published.at(-1);
      const services = eachService((track, facts) => track.news(facts));
      return { kind: 'news', ...common(), services, decisions: fresh, messages };
    },
  };
};
