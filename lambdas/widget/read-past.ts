/** The alerts that were over within the last hour: what went wrong and is well again. */
import { alertIdOf } from '#lib/alerts/alert-id.ts';
import type { PastAlert as RecordedAlert } from '#lib/operator-ports.ts';
import type { Part, PastAlert } from '#lib/widget/data.ts';
import { subjectOf } from './read-fleet.ts';
import { attempt, type WidgetWorld } from './world.ts';

const hourMs = 3_600_000;

/** They are kept by when they were opened, and few that stood for longer end within this hour. */
const openedWithinMs = 7 * 24 * hourMs;

/** The newest of these, about 50 KB. */
const readAtMost = 100;

const shown = (alert: RecordedAlert, times: number): PastAlert => ({
  id: alertIdOf(alert),
  code: alert.code,
  severity: alert.severity,
  subject: subjectOf(alert),
  message: alert.message,
  resolvedAtMs: alert.resolvedAtMs,
  times,
  byWhom: alert.resolution?.who ?? null,
});

const lastHour = async (
  nowMs: number,
  { ports, deadline }: WidgetWorld,
): Promise<readonly PastAlert[]> => {
  const range = { fromMs: nowMs - openedWithinMs, toMs: nowMs, atMost: readAtMost };
  const recorded = await ports.alertDesk.past(range, deadline);
  const newestFirst = recorded
    .filter(({ resolvedAtMs }) => resolvedAtMs >= nowMs - hourMs)
    .toSorted((a, b) => b.resolvedAtMs - a.resolvedAtMs);
  return [...Map.groupBy(newestFirst, alertIdOf).values()].flatMap(([newest, ...earlier]) =>
    newest === undefined ? [] : [shown(newest, 1 + earlier.length)],
  );
};

export const readPast = (nowMs: number, world: WidgetWorld): Promise<Part<readonly PastAlert[]>> =>
  attempt('the alerts of the last hour', lastHour(nowMs, world), world);
