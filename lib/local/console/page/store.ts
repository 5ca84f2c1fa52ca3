/** What the page knows: kept up to date by the server's news, read by the panels. */
import type { Caption, Clock, Decision, Message, Service, Update } from '../wire.ts';

export type State = {
  readonly clock: Clock;
  readonly services: ReadonlyMap<string, Service>;
  /** Newest first. */
  readonly decisions: readonly Decision[];
  /** Newest first. */
  readonly messages: readonly Message[];
  readonly alerts: Update['alerts'];
  readonly alarms: Update['alarms'];
  readonly orders: Update['orders'];
  readonly troubles: readonly string[];
  readonly hasTour: boolean;
  readonly caption: Caption | null;
};

const mostPoints = 180;
const mostDecisions = 300;
const mostMessages = 100;

const withPoints = (before: Service | undefined, now: Service): Service => {
  if (before === undefined) return now;
  const lastMs = before.points.at(-1)?.atMs ?? 0;
  const fresh = now.points.filter(({ atMs }) => atMs > lastMs);
  return { ...now, points: [...before.points, ...fresh].slice(-mostPoints) };
};

const mergeServices = (before: State | null, update: Update): ReadonlyMap<string, Service> => {
  if (before === null || update.kind === 'all') {
    return new Map(update.services.map((service) => [service.name, service]));
  }
  const merged = new Map(before.services);
  for (const service of update.services) {
    merged.set(service.name, withPoints(merged.get(service.name), service));
  }
  return merged;
};

const newestFirst = <Item>(before: readonly Item[], fresh: readonly Item[], most: number) =>
  fresh.length === 0 ? before : [...fresh.toReversed(), ...before].slice(0, most);

export const merge = (state: State | null, update: Update): State => {
  const before = update.kind === 'all' ? null : state;
  const { orders, clock, alerts, alarms, troubles, hasTour, caption } = update;
  return {
    clock,
    alerts,
    alarms,
    orders,
    troubles,
    hasTour,
    caption,
    services: mergeServices(before, update),
    decisions: newestFirst(before?.decisions ?? [], update.decisions, mostDecisions),
    messages: newestFirst(before?.messages ?? [], update.messages, mostMessages),
  };
};
