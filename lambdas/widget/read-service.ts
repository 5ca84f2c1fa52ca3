/** Everything about one service: what was recorded of it, and what a tick would make of it right now. */
import { listedServices } from '#config/resolve.ts';
import { explainLong } from '#engine/explain.ts';
import { keyOf, type ServiceId } from '#engine/model.ts';
import type { Override } from '#engine/override.ts';
import type { SummaryRow } from '#lib/fleet-summary.ts';
import { type Assessed, assessEnrolled } from '#lib/tick/assess.ts';
import { noTrouble } from '#lib/tick/trouble.ts';
import { type WhyNot, whyNotFor } from '#lib/tick/why-not.ts';
import type { Fleet, LiveLook, Part, ServiceDetail, WhyNotAnswer } from '#lib/widget/data.ts';
import type { Range } from '#lib/widget/request.ts';
import { countSteps, decisionsOf } from './read-decisions.ts';
import { inForce } from './read-fleet.ts';
import { readLearnt } from './read-learnt.ts';
import { readPast } from './read-past.ts';
import { readSignals } from './read-signals.ts';
import { attempt, type WidgetWorld } from './world.ts';

const answerOf = ({ conditions, blockers, earliestMs }: WhyNot): WhyNotAnswer => ({
  conditions,
  blockers: blockers.map(({ text }) => text),
  earliestMs,
});

const lookOf = (assessed: Assessed, billedMetrics: number): LiveLook => {
  const { running, pending, desired, rollout } = assessed.observation.view;
  return {
    steps: explainLong(assessed.decision),
    running,
    pending,
    desired,
    rollout,
    out: answerOf(whyNotFor(assessed, 'out')),
    in: answerOf(whyNotFor(assessed, 'in')),
    billedMetrics,
  };
};

/** As if it were the whole fleet: the groups' caps and the guards of the fleet are in the record of the last tick. */
const lookNow = async (id: ServiceId, nowMs: number, world: WidgetWorld): Promise<LiveLook> => {
  const { fleet, home, ports, deadline } = world;
  const listed = new Set(listedServices(fleet, home).map(keyOf));
  const input = { tickMs: nowMs, fleet, home, ports, deadline };
  const assessment = await assessEnrolled(input, { services: [id], listed, trouble: noTrouble });
  const [assessed] = assessment.assessed;
  if (assessed !== undefined) return lookOf(assessed, assessment.billedMetrics);
  const { skipped, failed } = assessment.trouble;
  throw new Error(
    skipped[0]?.why ?? failed[0]?.error.message ?? 'nothing was decided, and nothing says why',
  );
};

const ordersFor = async (
  { service, group }: SummaryRow,
  nowMs: number,
  { ports, deadline }: WidgetWorld,
): Promise<readonly Override[]> => {
  const groups = group === null ? [] : [group];
  const orders = await ports.overrides.load([service], groups, deadline);
  const own = orders.services.get(keyOf(service));
  return [orders.fleet, ...orders.groups.values(), ...(own === undefined ? [] : [own])].flatMap(
    (each) => inForce(each, nowMs),
  );
};

const alertsOf = ({ alerts }: Fleet, { service }: SummaryRow): Fleet['alerts'] => {
  if (alerts.kind === 'missing') return alerts;
  const key = keyOf(service);
  return { kind: 'known', value: alerts.value.filter(({ subject }) => subject === key) };
};

const mapped = <From, To>(part: Part<From>, change: (value: From) => To): Part<To> =>
  part.kind === 'known' ? { kind: 'known', value: change(part.value) } : part;

const nothingLearnt: ServiceDetail['learnt'] = { kind: 'known', value: null };
const notAsked: ServiceDetail['signal'] = { kind: 'known', value: [] };

export const readService = async (
  row: SummaryRow,
  fleet: Fleet,
  { nowMs, range }: { readonly nowMs: number; readonly range: Range },
  world: WidgetWorld,
): Promise<ServiceDetail> => {
  const [live, orders, decisions, signals, past, [learnt]] = await Promise.all([
    attempt('a fresh look', lookNow(row.service, nowMs, world), world),
    attempt('the orders', ordersFor(row, nowMs, world), world),
    attempt('the decisions', decisionsOf(row, range, world), world),
    readSignals([row], range, world),
    readPast(nowMs, world),
    readLearnt([row], nowMs, world),
  ]);
  return {
    row,
    live,
    orders,
    decisions: mapped(decisions, (all) => all.toReversed()),
    desired: mapped(decisions, (all) => countSteps(all, row, range)),
    signal: signals.get(keyOf(row.service)) ?? notAsked,
    alerts: alertsOf(fleet, row),
    past: mapped(past, (all) => all.filter(({ subject }) => subject === keyOf(row.service))),
    learnt: learnt ?? nothingLearnt,
  };
};
