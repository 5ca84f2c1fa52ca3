/** What a tick's causes mean for the alert book: which alerts stand, which are gone, and what people should hear of them. */
import { alertSetting, type SaidAlerts } from '#config/alerts-schema.ts';
import { blastGuardHinders, type Elsewhere } from '#engine/fleet/elsewhere.ts';
import type { ServiceKey } from '#engine/model.ts';
import { causeKeyOf } from '#lib/alerts/alert-id.ts';
import type { Alert, Cause, OpenAlert } from '#lib/ports.ts';
import { homeOfKey, homeSubjects } from './home-trouble.ts';
import { fleetWide } from './trouble.ts';

/** What the tick could see: an alert is over only when somebody looked and its cause was not there. */
export type Sight = {
  /** Nothing was learnt about these. */
  readonly unknown: ReadonlySet<ServiceKey>;
  /** How much of them was not due to be read. */
  readonly unread: ReadonlyMap<ServiceKey, 'some' | 'all'>;
  readonly enrolled: ReadonlySet<ServiceKey>;
  /**
   * Whose alerts this tick may end: those of the whole fleet, of its own services alone (a worker's), or of
   * whatever no worker has (the coordinator's).
   */
  readonly scope: 'fleet' | 'own' | 'rest';
  /** The one shard that tells, and ends, what all find alike. */
  readonly speaksForAll: boolean;
  /** What holds somebody back on other shards. */
  readonly hinderedElsewhere: Elsewhere['hindered'];
};

/** `resolved`: by itself, or by hand. */
export const alertNews = ['opened', 'reminder', 'resolved'] as const;

/** One alert and what there is to tell of it. */
export type DueAlert = { readonly news: (typeof alertNews)[number]; readonly alert: OpenAlert };

export type Review = {
  /** As the book had them. */
  readonly before: ReadonlyMap<string, OpenAlert>;
  /** Their cause holds now. */
  readonly standing: readonly OpenAlert[];
  readonly gone: readonly OpenAlert[];
  readonly due: readonly DueAlert[];
  /** How many are open after this tick. */
  readonly open: number;
};

/** One tick that finds it may be a hiccup, whatever the clock says; where people wait, three have to. */
const ticksUntilTold = 3;

const ticksNeeded = (afterSeconds: number): number => (afterSeconds === 0 ? 1 : ticksUntilTold);

/** A tick that finds ten thousand causes takes up the first thousand; the rest follows on the next ones. */
const maxNewPerTick = 1_000;

const isOpening = (alert: OpenAlert, said: SaidAlerts, tickMs: number): boolean => {
  const { afterSeconds } = alertSetting(said, alert.code) ?? { afterSeconds: 0 };
  const { ticks, toldAtMs, openedAtMs, resolution } = alert;
  const isLasting =
    ticks >= ticksNeeded(afterSeconds) && tickMs - openedAtMs >= afterSeconds * 1000;
  return toldAtMs === null && resolution === null && isLasting;
};

const toldAgo = (
  { toldAtMs, resolution, code }: OpenAlert,
  said: SaidAlerts,
  tickMs: number,
): number | null => {
  const { remindSeconds = null } = alertSetting(said, code) ?? {};
  if (toldAtMs === null || resolution !== null || remindSeconds === null) return null;
  return (tickMs - toldAtMs) / (remindSeconds * 1000);
};

/** A reminder takes along what would soon follow it, so that a hundred alerts of one code are one mail a day. */
const companyFrom = 0.5;

const reminders = (
  standing: readonly OpenAlert[],
  said: SaidAlerts,
  tickMs: number,
): readonly OpenAlert[] => {
  const ages = standing.map((alert) => ({ alert, age: toldAgo(alert, said, tickMs) ?? 0 }));
  const codes = new Set(ages.filter(({ age }) => age >= 1).map(({ alert }) => alert.code));
  return ages
    .filter(({ alert, age }) => codes.has(alert.code) && age >= companyFrom)
    .map(({ alert }) => alert);
};

/** Who was never told need not hear that it is over. */
const isResolving = ({ toldAtMs, resolution }: OpenAlert, isGone: boolean): boolean =>
  toldAtMs !== null && (resolution === null ? isGone : toldAtMs < resolution.atMs);

const seenAgain = (
  cause: Cause,
  said: SaidAlerts,
  before: OpenAlert | undefined,
  tickMs: number,
): readonly OpenAlert[] => {
  const setting = alertSetting(said, cause.code);
  if (setting === null) return [];
  const { openedAtMs = tickMs, toldAtMs = null, resolution = null } = before ?? {};
  const alert: Alert = { ...cause, severity: setting.severity };
  // An alert that waits to be told for weeks, because the topic is gone, needs no write for every tick of them.
  const ticks = Math.min((before?.ticks ?? 0) + 1, ticksNeeded(setting.afterSeconds));
  return [{ ...alert, openedAtMs, ticks, toldAtMs, resolution }];
};

/** An alert of a whole group or fleet is over once no shard has its cause. */
const holdsElsewhere = ({ code, group }: Cause, { hinderedElsewhere }: Sight): boolean =>
  (code === 'blast-guard' && hinderedElsewhere.has(blastGuardHinders)) ||
  (code === 'group-at-cap' && group !== null && hinderedElsewhere.has(group));

/** Causes that lie with no service, and that a worker finds. */
const ofWorkers: readonly Cause['code'][] = ['group-at-cap', 'blast-guard', 'cost-ceiling'];

const isInScope = (cause: Cause, sight: Sight): boolean => {
  const { service, code } = cause;
  switch (sight.scope) {
    case 'fleet':
      return true;
    case 'own':
      if (service !== null) return sight.enrolled.has(service);
      if (code === 'cost-ceiling') return sight.speaksForAll;
      return ofWorkers.includes(code) && !holdsElsewhere(cause, sight);
    case 'rest':
      if (service !== null) return !sight.enrolled.has(service);
      return !ofWorkers.includes(code);
    default:
      return sight.scope satisfies never;
  }
};

/** One signal that is there refutes that all are gone; that no more is asked for takes all of them. */
const isUnseen = ({ code, service }: Cause, { unread }: Sight): boolean => {
  const share = service === null ? undefined : unread.get(service);
  return code === 'no-data' ? share === 'all' : code === 'at-ceiling' && share !== undefined;
};

/** Whether nobody could be asked for it, anywhere or in the service's own account and region. */
const isUnknownThere = (
  what: 'discovery' | 'rivals',
  { service }: Cause,
  { unknown }: Sight,
): boolean =>
  unknown.has(fleetWide[what]) ||
  (service !== null && unknown.has(homeSubjects[what](homeOfKey(service))));

const canBeOver = (cause: Cause, sight: Sight): boolean => {
  const { code, service } = cause;
  const { unknown, enrolled } = sight;
  if (!isInScope(cause, sight)) return false;
  if (service !== null && unknown.has(service)) return false;
  if (isUnseen(cause, sight)) return false;
  if (code === 'second-writer' && isUnknownThere('rivals', cause, sight)) return false;
  // Without the list of services nobody knows whether one that was not looked at is still there.
  const isListed = !isUnknownThere('discovery', cause, sight);
  return isListed || (service !== null && enrolled.has(service));
};

const newsOf = (
  { standing, gone }: Pick<Review, 'standing' | 'gone'>,
  said: SaidAlerts,
  tickMs: number,
): readonly DueAlert[] => [
  ...standing
    .filter((alert) => isOpening(alert, said, tickMs))
    .map((alert) => ({ news: 'opened', alert }) as const),
  ...reminders(standing, said, tickMs).map((alert) => ({ news: 'reminder', alert }) as const),
  ...[
    ...standing.filter((alert) => isResolving(alert, false)),
    ...gone.filter((alert) => isResolving(alert, true)),
  ].map((alert) => ({ news: 'resolved', alert }) as const),
];

export type ReviewInput = {
  readonly book: readonly OpenAlert[];
  readonly causes: readonly Cause[];
  readonly sight: Sight;
  readonly said: SaidAlerts;
  readonly tickMs: number;
};

export const review = ({ book, causes, sight, said, tickMs }: ReviewInput): Review => {
  const before = new Map(book.map((alert) => [causeKeyOf(alert), alert]));
  const wanted = causes.filter(({ code }) => alertSetting(said, code) !== null);
  const current = new Map(wanted.map((cause) => [causeKeyOf(cause), cause]));
  const known = [...current].filter(([key]) => before.has(key));
  const appeared = [...current].filter(([key]) => !before.has(key));
  const standing = [...known, ...appeared.slice(0, maxNewPerTick)].flatMap(([key, cause]) =>
    seenAgain(cause, said, before.get(key), tickMs),
  );
  const gone = book.filter((alert) => !current.has(causeKeyOf(alert)) && canBeOver(alert, sight));
  const byHand = book.filter(({ resolution }) => resolution !== null);
  const openBefore = book.length - byHand.length;
  const goneByThemselves = gone.filter(({ resolution }) => resolution === null).length;
  const open = openBefore - goneByThemselves + appeared.length;
  return { before, standing, gone, due: newsOf({ standing, gone }, said, tickMs), open };
};
