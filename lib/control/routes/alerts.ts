/** `GET /alerts`: what is wrong now, worst first, or what was. */
import * as z from 'zod';
import { severities } from '#config/alert-settings.ts';
import { alertIdOf } from '#lib/alerts/alert-id.ts';
import type { PastAlert } from '#lib/operator-ports.ts';
import type { OpenAlert, Resolution } from '#lib/ports.ts';
import { isoOf, moment } from '../answers/moment.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { cutPage, nextPage, pageQuery } from '../http/page.ts';
import { HttpProblem } from '../http/problem.ts';
import { defineRoute, nothing } from '../http/route.ts';
import type { ControlWorld } from '../world.ts';

const severity = z.enum(severities);

const byHandSchema = z.strictObject({ at: moment, who: z.string(), why: z.string() }).nullable();

export const alertSchema = z.strictObject({
  id: z.string().meta({ description: 'What POST /alerts/{id}/resolve takes' }),
  code: z.string(),
  severity,
  service: z.string().nullable().meta({ description: 'account/region/cluster/name' }),
  group: z.string().nullable(),
  message: z.string(),
  openedAt: moment,
  resolvedAt: moment.nullable().meta({ description: 'When its cause had gone; null while open' }),
  byHand: byHandSchema.meta({ description: 'Who said that it is dealt with' }),
});

type AlertAnswer = z.infer<typeof alertSchema>;

const byHandOf = (resolution: Resolution | null): z.infer<typeof byHandSchema> =>
  resolution === null
    ? null
    : { at: isoOf(resolution.atMs), who: resolution.who, why: resolution.why };

const answerOf = (alert: OpenAlert | PastAlert): AlertAnswer => ({
  id: alertIdOf(alert),
  code: alert.code,
  severity: alert.severity,
  service: alert.service,
  group: alert.group,
  message: alert.message,
  openedAt: isoOf(alert.openedAtMs),
  resolvedAt: 'resolvedAtMs' in alert ? isoOf(alert.resolvedAtMs) : null,
  byHand: byHandOf(alert.resolution),
});

type Listing = {
  readonly shown: readonly AlertAnswer[];
  readonly next: string | null;
};

type Query = { readonly limit: number; readonly cursor?: string | undefined };

/** Worst first; the id tells those apart that are as bad. */
const placeOf = ({ severity: how, id }: AlertAnswer): string =>
  `${severities.length - severities.indexOf(how)} ${id}`;

const listOpen = async (
  { limit, cursor }: Query,
  { ports, deadline }: ControlWorld,
): Promise<Listing> => {
  const after = readCursor('open', cursor);
  const alerts = (await ports.alerts.open(deadline))
    .map(answerOf)
    .toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
    .filter((alert) => after === null || placeOf(alert) > after);
  return cutPage('open', alerts, limit, placeOf);
};

/** So long they are kept. */
const keptMs = 30 * 86_400_000;

/** Alerts of one tick were opened at the same time, so a place among them needs their number, too. */
type Place = { readonly toMs: number; readonly skip: number };

const placeAfter = (cursor: string | undefined, nowMs: number): Place => {
  const after = readCursor('resolved', cursor);
  if (after === null) return { toMs: nowMs, skip: 0 };
  const [, ms, skip] = /^(\d{1,15}):(\d{1,6})$/.exec(after) ?? [];
  if (ms !== undefined && skip !== undefined) return { toMs: Number(ms), skip: Number(skip) };
  throw new HttpProblem(400, 'the cursor is none of this listing; begin again without one');
};

const placeOfLast = (shown: readonly PastAlert[], { toMs, skip }: Place): string => {
  const atMs = shown.at(-1)?.openedAtMs ?? toMs;
  const same = shown.filter(({ openedAtMs }) => openedAtMs === atMs).length;
  return `${atMs}:${same + (atMs === toMs ? skip : 0)}`;
};

const listResolved = async (
  { limit, cursor }: Query,
  { ports, nowMs, deadline }: ControlWorld,
): Promise<Listing> => {
  const place = placeAfter(cursor, nowMs);
  const { toMs, skip } = place;
  const range = { fromMs: Math.min(toMs, nowMs - keptMs), toMs, atMost: skip + limit + 1 };
  const past = (await ports.alertDesk.past(range, deadline)).toReversed().slice(skip);
  const shown = past.slice(0, limit);
  const isMore = past.length > limit;
  return {
    shown: shown.map(answerOf),
    next: isMore ? writeCursor('resolved', placeOfLast(shown, place)) : null,
  };
};

export const alertsRoute = defineRoute({
  method: 'GET',
  path: '/alerts',
  operationId: 'listAlerts',
  summary: 'Open alerts, worst first; or those that are over, newest first, for 30 days',
  params: nothing,
  query: z.strictObject({ state: z.enum(['open', 'resolved']).default('open'), ...pageQuery }),
  body: nothing,
  answer: z.strictObject({ alerts: z.array(alertSchema), next: nextPage }),
  problems: [],
  handle: async ({ query }, world) => {
    const list = query.state === 'open' ? listOpen : listResolved;
    const { shown, next } = await list(query, world);
    return { body: { alerts: [...shown], next } };
  },
});
