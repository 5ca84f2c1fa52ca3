/**
 * One tick of the autoscaler, from the schedule's event to the report. The only place that knows the order:
 * claim, assess (enrol, look, recall, plan, read, decide, arbitrate), carry out (record, act), alert, announce, report.
 */

import { keyOf, type ServiceKey } from '#engine/model.ts';
import type { TickReport } from '#lib/report.ts';
import { type AlertingResult, keepAlerts } from './tick/alerting.ts';
import { announce } from './tick/announce.ts';
import { type Assessment, assess } from './tick/assess.ts';
import { type Carried, carryOut, isRemembered } from './tick/carry-out.ts';
import { causesOf } from './tick/causes.ts';
import type { TickInput } from './tick/input.ts';
import { shard } from './tick/shard.ts';
import { joinTrouble, type Trouble } from './tick/trouble.ts';

const unclaimed = (tickMs: number): TickReport => ({
  tickMs,
  claimed: false,
  decisions: [],
  skipped: [],
  failed: [],
  leftOver: [],
  refused: [],
  noted: [],
  alertsOpen: 0,
  billedMetrics: 0,
});

type Outcome = {
  readonly assessment: Assessment;
  readonly carried: readonly Carried[];
  readonly trouble: Trouble;
  readonly alerting: AlertingResult;
  /** What people should have been told and were not. */
  readonly unannounced: readonly Error[];
};

const refusedOf = (carried: readonly Carried[]): TickReport['refused'] =>
  carried.flatMap((each) => {
    if (each.kind === 'refused') return [{ service: each.service, why: each.why }];
    if (each.kind !== 'overtaken') return [];
    return [{ service: each.service, why: 'its state was changed by another tick meanwhile' }];
  });

/** What was noticed and will not be noticed again: the next tick knows it. */
const notedOf = ({ assessment, carried }: Outcome): TickReport['noted'] => {
  const remembered = new Set(carried.filter(isRemembered).map(({ service }) => service));
  return assessment.assessed
    .filter(({ decision }) => remembered.has(keyOf(decision.service)))
    .flatMap(({ decision, events }) =>
      events.map((event) => ({ service: keyOf(decision.service), event })),
    );
};

const report = (tickMs: number, outcome: Outcome): TickReport => {
  const { assessment, carried, trouble, alerting, unannounced } = outcome;
  const { assessed, billedMetrics } = assessment;
  return {
    tickMs,
    claimed: true,
    decisions: assessed.map(({ decision }) => decision),
    skipped: trouble.skipped,
    failed: [
      ...trouble.failed,
      ...alerting.errors.map((error) => ({ service: 'alerts', error })),
      ...unannounced.map((error) => ({ service: 'notifications', error })),
    ],
    leftOver: carried.flatMap((each) => (each.kind === 'left-over' ? [each.service] : [])),
    refused: refusedOf(carried),
    noted: notedOf(outcome),
    alertsOpen: alerting.open,
    billedMetrics,
  };
};

/** Nothing was learnt about these in this tick, so their alerts stay as they are. */
const unknownAfter = (trouble: Trouble, carried: readonly Carried[]): ReadonlySet<ServiceKey> =>
  new Set([
    ...trouble.unknown,
    ...carried.flatMap((each) => (each.kind === 'left-over' ? [each.service] : [])),
  ]);

export const runTick = async (input: TickInput): Promise<TickReport> => {
  const { tickMs, ports, deadline } = input;
  if (!(await ports.claims.claim(shard, tickMs, deadline))) return unclaimed(tickMs);
  const assessment = await assess(input);
  const carried = await carryOut(assessment.assessed, input);
  const trouble = joinTrouble(
    assessment.trouble,
    ...carried.flatMap((each) => ('trouble' in each ? [each.trouble] : [])),
  );
  const causes = [...trouble.alerts, ...causesOf(assessment, carried, input.fleet.policy)];
  const alerting = await keepAlerts(causes, unknownAfter(trouble, carried), input);
  const { assessed } = assessment;
  const unannounced = await announce({ assessed, carried, raised: alerting.raised }, input);
  return report(tickMs, { assessment, carried, trouble, alerting, unannounced });
};
