/** Everything that doctor looks at, each apart from the others: one missing permission must not hide the rest. */
import { homesOf } from '#config/homes.ts';
import { intervalMsOf } from '#config/interval.ts';
import { keyOf } from '#engine/model.ts';
import type { OperatorPorts } from '#lib/operator-ports.ts';
import { lateShards } from '#lib/shards/late-shards.ts';
import { type Assessed, type Assessment, assess } from '#lib/tick/assess.ts';
import type { TickInput } from '#lib/tick/input.ts';
import { shard } from '#lib/tick/shard.ts';
import { alertFindings } from './alerts.ts';
import { type Attempt, attempt } from './attempt.ts';
import { enrichmentFindings } from './enrichment.ts';
import { type Examined, type Finding, fine, note } from './finding.ts';
import { homeFindings, subjectsOf } from './homes.ts';
import { leftOut } from './left-out.ts';
import { orderFindings } from './orders.ts';
import { fleetSize, quotaFindings } from './quotas.ts';
import { serviceFindings } from './service.ts';
import { shardFindings } from './shards.ts';
import { tickFinding } from './ticks.ts';

export type Patient = TickInput & {
  readonly operator: OperatorPorts;
  /** By the clock of whoever asks, which is not that of the ticks. */
  readonly nowMs: number;
};

export type Examination = {
  readonly deployment: Examined;
  readonly services: readonly Examined[];
  readonly assessed: readonly Assessed[];
  readonly billedMetrics: number;
};

const findingsOf = <T>(
  tried: Attempt<T>,
  show: (value: T) => readonly Finding[],
): readonly Finding[] => (tried.kind === 'done' ? show(tried.value) : [tried.finding]);

const ticks = async ({ operator, nowMs, fleet, deadline }: Patient): Promise<readonly Finding[]> =>
  findingsOf(
    await attempt({ what: 'the last tick', action: 'dynamodb:GetItem' }, () =>
      operator.lastTick.at(shard, deadline),
    ),
    (lastMs) => [tickFinding({ lastMs, nowMs, intervalMs: intervalMsOf(fleet.parameters) })],
  );

const shards = async ({
  ports,
  operator,
  nowMs,
  fleet,
  deadline,
}: Patient): Promise<readonly Finding[]> =>
  findingsOf(
    await attempt({ what: 'the shards of the fleet', action: 'dynamodb:GetItem' }, async () => {
      const division = await ports.divisions.read(deadline);
      const watch = { nowMs, intervalMs: intervalMsOf(fleet.parameters), deadline };
      return { division, late: await lateShards(operator.lastTick, division, watch) };
    }),
    ({ division, late }) => shardFindings(division, late),
  );

const directory = async ({ ports, tickMs, deadline }: Patient): Promise<readonly Finding[]> =>
  findingsOf(
    await attempt({ what: 'the list of tagged services', action: 'tag:GetResources' }, () =>
      ports.directory.tagged(tickMs, deadline),
    ),
    ({ services }) => [fine(`services with the enabling tag: ${services.length}`)],
  );

const rivals = async ({ ports, tickMs, deadline }: Patient): Promise<readonly Finding[]> =>
  findingsOf(
    await attempt(
      {
        what: 'the targets of Application Auto Scaling',
        action: 'application-autoscaling:DescribeScalableTargets',
      },
      () => ports.rivals.find(tickMs, deadline),
    ),
    ({ found }) => [
      fine(`targets of Application Auto Scaling that are not suspended: ${found.size}`),
    ],
  );

const alerts = async ({ ports, deadline }: Patient): Promise<readonly Finding[]> =>
  findingsOf(
    await attempt({ what: 'the open alerts', action: 'dynamodb:Query' }, () =>
      ports.alerts.open(deadline),
    ),
    alertFindings,
  );

const sharedOrders = async ({
  ports,
  fleet,
  tickMs,
  deadline,
}: Patient): Promise<readonly Finding[]> =>
  findingsOf(
    await attempt({ what: 'the orders in force', action: 'dynamodb:BatchGetItem' }, () =>
      ports.overrides.load([], Object.keys(fleet.policy.groups), deadline),
    ),
    ({ fleet: whole, groups }) => {
      const found = [
        ...orderFindings(whole, 'the whole fleet', tickMs),
        ...[...groups].flatMap(([name, orders]) => orderFindings(orders, `group ${name}`, tickMs)),
      ];
      return found.length === 0 ? [fine('no order holds more than one service')] : found;
    },
  );

const untold = async ({ ports, deadline }: Patient): Promise<readonly Finding[]> =>
  findingsOf(
    await attempt({ what: 'what is still to be told', action: 'dynamodb:GetItem' }, () =>
      ports.outbox.load(deadline),
    ),
    (owed) =>
      owed.length === 0
        ? []
        : [
            note(
              `${owed.length} messages could not be sent yet, the worst: ${owed[0]?.subject ?? ''}`,
              'check the topic, its key and sns:Publish of the tick; they are sent by the next tick that can',
            ),
          ],
  );

/** Where there is one home, whether it can be looked at was said already. */
const placeFindings = (assessment: Assessment, { fleet, home }: Patient): readonly Finding[] => {
  const { assessed, enrolled } = assessment;
  const intervalSeconds = intervalMsOf(fleet.parameters) / 1000;
  const homes = homesOf(fleet, home);
  const places =
    homes.length > 1
      ? homeFindings({ homes, assessment, intervalSeconds })
      : quotaFindings(fleetSize(enrolled.length, assessed, intervalSeconds));
  return [...places, ...enrichmentFindings(assessed, fleet.parameters)];
};

const examinedService = (assessed: Assessed, { tickMs }: Patient): Examined => {
  const own = assessed.overrides.filter(({ scope }) => scope === 'service');
  return {
    subject: keyOf(assessed.decision.service),
    findings: [
      ...serviceFindings(assessed),
      ...orderFindings({ kind: 'known', overrides: own }, 'it', tickMs),
    ],
  };
};

export const examine = async (patient: Patient): Promise<Examination> => {
  const deployment = await Promise.all([
    ticks(patient),
    shards(patient),
    directory(patient),
    rivals(patient),
    alerts(patient),
    sharedOrders(patient),
    untold(patient),
  ]);
  const tried = await attempt({ what: 'the fleet', action: 'cloudwatch:GetMetricData' }, () =>
    assess(patient),
  );
  const assessment = tried.kind === 'done' ? tried.value : null;
  const rest = findingsOf(tried, (value) => placeFindings(value, patient));
  const { fleet, home } = patient;
  const assessed = assessment?.assessed ?? [];
  return {
    deployment: { subject: 'the deployment', findings: [...deployment.flat(), ...rest] },
    services: [
      ...assessed.map((each) => examinedService(each, patient)),
      ...(assessment === null ? [] : leftOut(assessment.trouble, subjectsOf(homesOf(fleet, home)))),
    ],
    assessed,
    billedMetrics: assessment?.billedMetrics ?? 0,
  };
};
