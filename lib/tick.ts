/**
 * One tick of the autoscaler, from the schedule's event to the report. The only place that knows the order:
 * claim, assess (enrol, look, recall, plan, read, decide, arbitrate), carry out (record, act), announce, alert,
 * put events, summarise, report.
 */

import { keyOf, type ServiceKey } from '#engine/model.ts';
import { healthOfFleet } from '#lib/health/fleet-score.ts';
import type { Cause } from '#lib/ports.ts';
import type { Failed, TickReport } from '#lib/report.ts';
import { rejoin } from './shards/rejoin.ts';
import type { DueAlert, Sight } from './tick/alert-review.ts';
import { keepAlerts, reviewAlerts } from './tick/alerting.ts';
import { announce } from './tick/announce.ts';
import { type Assessed, type Assessment, assessEnrolled } from './tick/assess.ts';
import { type Carried, carryOut, isRemembered } from './tick/carry-out.ts';
import { causesOf } from './tick/causes.ts';
import { coordinate, handedOverBy, splitEnrolled } from './tick/coordinate.ts';
import { eagerOf } from './tick/eager.ts';
import { type Enrolment, enrol } from './tick/enrol.ts';
import { publishEvents } from './tick/events/publish.ts';
import { homeSubjects, withoutEchoes } from './tick/home-trouble.ts';
import { type Share, shardOf, speaksForAll, type TickInput } from './tick/input.ts';
import { missedTicks } from './tick/missed.ts';
import { forget } from './tick/outdated.ts';
import { lastKnown, overseeShards } from './tick/oversee.ts';
import { shard } from './tick/shard.ts';
import { publishSummary } from './tick/summary/publish.ts';
import { summarise } from './tick/summary/summarise.ts';
import { joinTrouble, type Trouble } from './tick/trouble.ts';
import { unclaimed } from './tick/unclaimed.ts';
import { leftOverOf, refusedOf } from './tick/undone.ts';

type Alerting = {
  readonly open: number;
  readonly errors: readonly Error[];
  /** What people should have been told and were not. */
  readonly unannounced: readonly Error[];
  readonly told: readonly DueAlert[];
  /** What holds now, in the book or not. */
  readonly causes: readonly Cause[];
};

type Outcome = {
  readonly assessment: Assessment;
  readonly carried: readonly Carried[];
  readonly trouble: Trouble;
  readonly alerting: Alerting;
  /** Services, and parts of the tick itself. */
  readonly failed: readonly Failed[];
};

/** What was noticed and will not be noticed again: the next tick knows it. */
const notedOf = ({ assessment, carried }: Outcome): TickReport['noted'] => {
  const remembered = new Set(carried.filter(isRemembered).map(({ service }) => service));
  return assessment.assessed
    .filter(({ decision }) => remembered.has(keyOf(decision.service)))
    .flatMap(({ decision, events }) =>
      events.map((event) => ({ service: keyOf(decision.service), event })),
    );
};

const failedOf = (trouble: Trouble, alerting: Alerting): readonly Failed[] => [
  ...trouble.failed,
  ...alerting.errors.map((error) => ({ service: 'alerts', error })),
  ...alerting.unannounced.map((error) => ({ service: 'notifications', error })),
];

/** What is said of the whole fleet at once. */
type Sum = Pick<TickReport, 'summary' | 'standings' | 'health'>;

const report = (input: TickInput, outcome: Outcome, sum: Sum): TickReport => {
  const { assessment, carried, trouble, alerting } = outcome;
  const { assessed, billedMetrics, spend } = assessment;
  return {
    tickMs: input.tickMs,
    claimed: true,
    decisions: assessed.map(({ decision }) => decision),
    skipped: trouble.skipped,
    failed: outcome.failed,
    leftOver: leftOverOf(carried),
    refused: refusedOf(carried),
    noted: notedOf(outcome),
    alertsOpen: alerting.open,
    billedMetrics,
    spend,
    eager: eagerOf(assessment, carried, input),
    ...sum,
  };
};

const unreadShare = ({
  decision,
  policy,
}: Assessed): readonly (readonly [ServiceKey, 'some' | 'all'])[] => {
  const unread = decision.reasons.filter(({ kind }) => kind === 'unread').length;
  if (unread === 0) return [];
  return [[keyOf(decision.service), unread < policy.rules.length ? 'some' : 'all']];
};

const scopeOf = (share: Share | undefined, isDivided: boolean): Sight['scope'] => {
  if (share !== undefined) return 'own';
  return isDivided ? 'rest' : 'fleet';
};

const sightOf = (
  { enrolled, assessed, hinderedElsewhere }: Assessment,
  trouble: Trouble,
  carried: readonly Carried[],
  { share, isDivided = false }: TickInput,
): Sight => ({
  scope: scopeOf(share, isDivided),
  speaksForAll: speaksForAll(share),
  hinderedElsewhere,
  unknown: new Set([...trouble.unknown, ...leftOverOf(carried)]),
  unread: new Map(assessed.flatMap(unreadShare)),
  // What is told of an account and region is for those to end who have services of it.
  enrolled: new Set(enrolled.flatMap((id) => [keyOf(id), homeSubjects.services(id)])),
});

/** Told before it is written down: better told twice than never. */
const tell = async (
  { assessment, carried, trouble }: Omit<Outcome, 'alerting' | 'failed'>,
  input: TickInput,
): Promise<Alerting> => {
  const { assessed } = assessment;
  const found = [...trouble.alerts, ...causesOf(assessment, carried, input.fleet.policy)];
  const causes = withoutEchoes(found).filter(
    ({ code }) => code !== 'cost-ceiling' || speaksForAll(input.share),
  );
  const reviewed = await reviewAlerts(causes, sightOf(assessment, trouble, carried, input), input);
  const due = reviewed.kind === 'reviewed' ? reviewed.review.due : [];
  const { told, errors: unannounced } = await announce({ assessed, carried, due }, input);
  if (reviewed.kind === 'unread') {
    return { open: causes.length, errors: [reviewed.error], unannounced, told, causes };
  }
  const errors = await keepAlerts(reviewed.review, told, input);
  return { open: reviewed.review.open, errors, unannounced, told, causes };
};

/** The deadline's own clock says how long it took: no other is read down here. */
const sumUp = async (outcome: Outcome, beganMs: number, input: TickInput): Promise<Sum> => {
  const { carried, trouble, alerting } = outcome;
  const { tickMs, deadline, isDivided = false } = input;
  // Their shards sum them up; here they would all look as if nobody had decided about them.
  const assessment = isDivided ? { ...outcome.assessment, enrolled: [] } : outcome.assessment;
  const durationMs = Math.max(0, Math.round(beganMs - deadline.remainingMs()));
  const { causes } = alerting;
  const given = { shard: shardOf(input), tickMs, durationMs, assessment, carried, trouble, causes };
  const summary = summarise(given);
  return {
    summary: await publishSummary(summary, input),
    standings: summary.counts,
    health: healthOfFleet(summary.rows),
  };
};

/** Of the tick that is claimed: when it began, and what was seen before. */
export type Began = { readonly beganMs: number; readonly late: Trouble };

export const work = async (
  input: TickInput,
  { beganMs, late }: Began,
  assessment: Assessment,
): Promise<TickReport> => {
  const carried = await carryOut(assessment.assessed, input);
  const forgetting = await forget(assessment.outdated, input);
  await input.agreement?.settle(assessment.assessed, carried, input);
  const trouble = joinTrouble(
    late,
    assessment.trouble,
    forgetting,
    ...carried.flatMap((each) => ('trouble' in each ? [each.trouble] : [])),
  );
  const alerting = await tell({ assessment, carried, trouble }, input);
  const failed = failedOf(trouble, alerting);
  const { told } = alerting;
  const happened = { tickMs: input.tickMs, assessed: assessment.assessed, carried, told, failed };
  const unsent = (await publishEvents(happened, input)).map(
    (error): Failed => ({ service: 'events', error }),
  );
  const outcome = { assessment, carried, trouble, alerting, failed: [...failed, ...unsent] };
  return report(input, outcome, await sumUp(outcome, beganMs, input));
};

/** Workers of the tick before may be at a part of it yet, where it was divided then. */
const workAlone = async (
  input: TickInput,
  { beganMs, late }: Began,
  enrolment: Enrolment,
): Promise<TickReport> => {
  const { agreement, trouble } = await rejoin(input);
  const agreed = agreement === null ? input : { ...input, agreement };
  const began = { beganMs, late: joinTrouble(late, trouble) };
  return work(agreed, began, await assessEnrolled(agreed, enrolment));
};

/** A fleet of one shard is worked on here and now; a larger one by workers, at the same time. */
const workOrCoordinate = async (input: TickInput, began: Began): Promise<TickReport> => {
  const enrolment = await enrol(input);
  const isWhole = enrolment.services.length <= input.fleet.parameters.ShardSize;
  if (isWhole) return workAlone(input, began, enrolment);
  const split = splitEnrolled(input, enrolment);
  const overseen = await overseeShards(split, input);
  const trouble = joinTrouble(enrolment.trouble, overseen, await coordinate(input, split));
  const divided = { ...input, isDivided: true };
  const done = await work(divided, began, handedOverBy(enrolment, trouble));
  return { ...done, ...(await lastKnown(input)) };
};

export const runTick = async (input: TickInput): Promise<TickReport> => {
  const { tickMs, ports, deadline } = input;
  const beganMs = deadline.remainingMs();
  const { lastTickMs, late } = await missedTicks(input);
  if (!(await ports.claims.claim(shard, tickMs, deadline))) return unclaimed(tickMs);
  const tending = ports.directory.tend(tickMs, deadline);
  try {
    return await workOrCoordinate({ ...input, lastTickMs, reads: 'due' }, { beganMs, late });
  } finally {
    // A function that has answered is frozen, and calls that are under way with it.
    await tending;
  }
};
