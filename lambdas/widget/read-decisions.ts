/** Decisions from the record: of a service, of a page of services, or the newest of the fleet. */
import pLimit from 'p-limit';
import type { SummaryRow } from '#lib/fleet-summary.ts';
import type { RecordedDecision } from '#lib/operator-ports.ts';
import type { Sample } from '#lib/widget/chart.ts';
import type { DecisionOf, Part } from '#lib/widget/data.ts';
import type { Range } from '#lib/widget/request.ts';
import { attempt, type WidgetWorld } from './world.ts';

/** DynamoDB answers in some ms each, so a page of 25 services takes four rounds. */
const queriesAtOnce = 8;

/** A service that changes its mind every minute has as many in two hours. */
const mostPerService = 120;

export const decisionsOf = (
  { service }: Pick<SummaryRow, 'service'>,
  range: Range,
  { ports, deadline }: WidgetWorld,
): Promise<readonly RecordedDecision[]> =>
  ports.history.read({ service, ...range, atMost: mostPerService }, deadline);

/**
 * The count as steps: before each record what it was, after it what it became, and at the end what the last tick saw.
 * Of an observing service nothing was changed.
 */
export const countSteps = (
  decisions: readonly RecordedDecision[],
  { counts, mode }: Pick<SummaryRow, 'counts' | 'mode'>,
  { fromMs, toMs }: Range,
): readonly Sample[] => {
  const [first] = decisions;
  const start = first?.from ?? counts?.desired;
  if (start === undefined) return [];
  const became = decisions.map(({ atMs, from, to, outcome }) => {
    const done = outcome === null ? mode === 'act' : outcome.kind === 'acted';
    return { atMs, value: done ? to : from };
  });
  const now = counts === null ? [] : [{ atMs: toMs, value: counts.desired }];
  return [{ atMs: fromMs, value: start }, ...became, ...now];
};

export const readSteps = async (
  rows: readonly SummaryRow[],
  range: Range,
  world: WidgetWorld,
): Promise<readonly Part<readonly Sample[]>[]> => {
  const steps = async (row: SummaryRow) =>
    countSteps(await decisionsOf(row, range, world), row, range);
  return pLimit(queriesAtOnce).map(rows, (row) => attempt('decisions', steps(row), world));
};

/** The services that changed last: no decision that changed a count lately is of any other. */
export const askedForDecisions = 20;
const mostShown = 50;

export const readNewest = async (
  rows: readonly SummaryRow[],
  range: Range,
  world: WidgetWorld,
): Promise<Part<readonly DecisionOf[]>> => {
  const asked = rows
    .toSorted((a, b) => (b.lastChange?.atMs ?? 0) - (a.lastChange?.atMs ?? 0))
    .slice(0, askedForDecisions);
  const read = async (row: SummaryRow): Promise<readonly DecisionOf[]> =>
    (await decisionsOf(row, range, world)).map((decision) => ({ service: row.service, decision }));
  const all = await attempt(
    'the newest decisions',
    pLimit(queriesAtOnce).map(asked, (row) => read(row)),
    world,
  );
  if (all.kind === 'missing') return all;
  const newest = all.value
    .flat()
    .toSorted((a, b) => b.decision.atMs - a.decision.atMs)
    .slice(0, mostShown);
  return { kind: 'known', value: newest };
};
