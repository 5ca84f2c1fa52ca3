/** What happened to the fleet over some days, from the record of decisions and the book of alerts. */

import pLimit from 'p-limit';
import type { ServiceId } from '#engine/model.ts';
import { alertIdOf } from '#lib/alerts/alert-id.ts';
import type { PastAlert, RecordedDecision } from '#lib/operator-ports.ts';
import type { OpenAlert } from '#lib/ports.ts';
import { enrol } from '#lib/tick/enrol.ts';
import type { Series } from '#simulator/report/report.ts';
import { known, type Span } from '#simulator/report/series.ts';
import { dollars, type TaskPrice } from '#simulator/scores/cost.ts';
import { shortName } from '../assessment-view.ts';
import { courseOf } from '../history/course.ts';
import { inOrder, recordedOf } from '../history/recorded.ts';
import type { LiveInput } from '../live.ts';
import { type ForecastRow, gatherForecasts } from './forecasts.ts';

/** Why a wish was not granted, and how often it was written down. */
export type HeldReason = { readonly text: string; readonly times: number };

export type ServiceWeek = {
  readonly id: ServiceId;
  readonly service: string;
  readonly course: Series;
  readonly out: number;
  readonly in: number;
  /** Refused by ECS, or failed on the way. */
  readonly undone: number;
  /** How long it ran at the most and at the fewest tasks of its days, where these differ. */
  readonly hoursAtMost: number;
  readonly hoursAtLeast: number;
  readonly taskHours: number;
  readonly dollars: number;
  readonly held: readonly HeldReason[];
};

export type Week = {
  readonly span: Span;
  readonly services: readonly ServiceWeek[];
  readonly forecasts: readonly ForecastRow[];
  readonly open: readonly (OpenAlert & { readonly id: string })[];
  readonly past: readonly (PastAlert & { readonly id: string })[];
};

const heldAtMost = 3;

/** Numbers differ from tick to tick, and the reason does not. */
const withoutNumbers = (text: string): string => text.replaceAll(/\d+(?:\.\d+)?/g, '…');

const heldOf = (during: readonly RecordedDecision[]): readonly HeldReason[] => {
  const held = during.filter(({ from, to, asked }) => to === from && asked !== from);
  const reasons = held.map(({ because }) =>
    withoutNumbers(because.at(-1) ?? 'no reason on record'),
  );
  return [...Map.groupBy(reasons, (text) => text)]
    .map(([text, same]) => ({ text, times: same.length }))
    .toSorted((a, b) => b.times - a.times)
    .slice(0, heldAtMost);
};

const hoursAt = (counts: readonly number[], count: number): number =>
  Math.min(...counts) === Math.max(...counts)
    ? 0
    : counts.filter((each) => each === count).length / 60;

const weekOf = async (
  id: ServiceId,
  span: Span,
  price: TaskPrice,
  input: LiveInput,
): Promise<ServiceWeek> => {
  const recorded = await recordedOf(id, span, input);
  const course = courseOf(inOrder(recorded), span);
  const counts = known(course.tasks);
  const taskHours = counts.reduce((sum, count) => sum + count, 0) / 60;
  const acted = recorded.during.filter(({ outcome }) => outcome?.kind === 'acted');
  const undone = recorded.during.filter(
    ({ outcome }) => outcome?.kind === 'refused' || outcome?.kind === 'failed',
  );
  return {
    id,
    service: shortName(id, input.home),
    course,
    out: acted.filter(({ from, to }) => to > from).length,
    in: acted.filter(({ from, to }) => to < from).length,
    undone: undone.length,
    hoursAtMost: hoursAt(counts, Math.max(0, ...counts)),
    hoursAtLeast: hoursAt(counts, counts.length === 0 ? 0 : Math.min(...counts)),
    taskHours,
    dollars: dollars(taskHours, price),
    held: heldOf(recorded.during),
  };
};

/** Two queries each; more at once would only wait for one another. */
const readsAtOnce = 8;

const alertsAtMost = 500;

const withId = <Kind extends OpenAlert | PastAlert>(alert: Kind) => ({
  ...alert,
  id: alertIdOf(alert),
});

export const gatherWeek = async (span: Span, price: TaskPrice, input: LiveInput): Promise<Week> => {
  const { ports, operator, deadline } = input;
  const { services } = await enrol(input);
  const [weeks, forecasts, open, past] = await Promise.all([
    pLimit(readsAtOnce).map(services, (id) => weekOf(id, span, price, input)),
    gatherForecasts(services, input),
    ports.alerts.open(deadline),
    operator.alertDesk.past({ ...span, atMost: alertsAtMost }, deadline),
  ]);
  return {
    span,
    services: weeks.toSorted((a, b) => b.dollars - a.dollars),
    forecasts,
    open: open.map(withId),
    past: past.map(withId),
  };
};
