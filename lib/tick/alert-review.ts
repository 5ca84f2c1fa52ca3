/** What a tick's causes mean for the alert book: which alerts stand, which are gone, and which people should hear of. */
import type { ServiceKey } from '#engine/model.ts';
import type { Alert, AlertCode, OpenAlert } from '#lib/ports.ts';
import { fleetWide } from './trouble.ts';

/** What the tick could see: an alert is over only when somebody looked and its cause was not there. */
export type Sight = {
  /** Nothing was learnt about these. */
  readonly unknown: ReadonlySet<ServiceKey>;
  readonly enrolled: ReadonlySet<ServiceKey>;
};

export type Review = {
  /** As the book had them. */
  readonly before: ReadonlyMap<string, OpenAlert>;
  /** Their cause holds now. */
  readonly standing: readonly OpenAlert[];
  readonly gone: readonly OpenAlert[];
  readonly due: readonly Alert[];
  /** How many are open after this tick. */
  readonly open: number;
};

export const causeIdOf = ({ code, service, group }: Alert): string =>
  `${code} ${service ?? `group ${group ?? '-'}`}`;

/** Causes that one failed read brings and the next tick takes away. They are open at once, and told when they stay. */
const ticksUntilTold: Readonly<Partial<Record<AlertCode, number>>> = {
  'no-data': 3,
  'service-failed': 3,
};

const isDue = ({ code, ticks, told }: OpenAlert): boolean =>
  !told && ticks >= (ticksUntilTold[code] ?? 1);

/** A tick that finds ten thousand causes takes up the first thousand; the rest follows on the next ones. */
const maxNewPerTick = 1_000;

const seenAgain = (alert: Alert, before: OpenAlert | undefined, tickMs: number): OpenAlert => ({
  ...alert,
  openedAtMs: before?.openedAtMs ?? tickMs,
  // An alert that waits to be told for weeks, because the topic is gone, needs no write for every tick of them.
  ticks: Math.min((before?.ticks ?? 0) + 1, ticksUntilTold[alert.code] ?? 1),
  told: before?.told ?? false,
});

const canBeOver = ({ code, service }: Alert, { unknown, enrolled }: Sight): boolean => {
  if (service !== null && unknown.has(service)) return false;
  if (code === 'second-writer' && unknown.has(fleetWide.rivals)) return false;
  // Without the list of services nobody knows whether one that was not looked at is still there.
  return !unknown.has(fleetWide.discovery) || (service !== null && enrolled.has(service));
};

export const review = (
  book: readonly OpenAlert[],
  causes: readonly Alert[],
  sight: Sight,
  tickMs: number,
): Review => {
  const before = new Map(book.map((alert) => [causeIdOf(alert), alert]));
  const current = new Map(causes.map((alert) => [causeIdOf(alert), alert]));
  const known = [...current].filter(([id]) => before.has(id));
  const appeared = [...current].filter(([id]) => !before.has(id));
  const standing = [...known, ...appeared.slice(0, maxNewPerTick)].map(([id, alert]) =>
    seenAgain(alert, before.get(id), tickMs),
  );
  const gone = book.filter((alert) => !current.has(causeIdOf(alert)) && canBeOver(alert, sight));
  const open = book.length - gone.length + appeared.length;
  return { before, standing, gone, due: standing.filter(isDue), open };
};
