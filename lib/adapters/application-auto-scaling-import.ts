/** Reads all that is registered for one service, so that it can be taken over. Nothing here changes anything. */
import {
  type ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
  DescribeScheduledActionsCommand,
  type ScalableTarget,
  type ScalingPolicy,
  type ScheduledAction as ScheduledActionOutput,
} from '@aws-sdk/client-application-auto-scaling';
import {
  type CloudWatchClient,
  DescribeAlarmsCommand,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import type { Deadline } from '#lib/ports.ts';
import type {
  RegisteredPolicy,
  Registrations,
  ScheduledAction,
  ServiceName,
} from '#lib/registration.ts';
import { textOf } from './aws-error.ts';
import { call } from './call.ts';
import { allPages, type Page } from './paging.ts';
import { alarmNamesOf, type KnownAlarms, stepPolicyOf } from './registration/steps.ts';
import { trackingPolicyOf } from './registration/tracking.ts';

export type RegistrationClients = {
  readonly autoScaling: ApplicationAutoScalingClient;
  readonly cloudWatch: CloudWatchClient;
};

/** A service may have 50 policies and 200 scheduled actions, of which a page holds ten at least. */
const pagesAtMost = 50;

type Asked = {
  readonly ServiceNamespace: 'ecs';
  readonly ScalableDimension: 'ecs:service:DesiredCount';
  readonly ResourceId: string;
  readonly NextToken?: string;
};

const asked = ({ cluster, name }: ServiceName, token: string | undefined): Asked => ({
  ServiceNamespace: 'ecs',
  ScalableDimension: 'ecs:service:DesiredCount',
  ResourceId: `service/${cluster}/${name}`,
  ...(token === undefined ? {} : { NextToken: token }),
});

const targetOf = async (
  { autoScaling }: RegistrationClients,
  id: ServiceName,
  deadline: Deadline,
): Promise<ScalableTarget | undefined> => {
  const { ResourceId, ...rest } = asked(id, undefined);
  const command = new DescribeScalableTargetsCommand({ ...rest, ResourceIds: [ResourceId] });
  const what = `Application Auto Scaling DescribeScalableTargets ${ResourceId}`;
  const output = await call(what, deadline, (options) => autoScaling.send(command, options));
  return output.ScalableTargets?.[0];
};

const policiesOf = (
  { autoScaling }: RegistrationClients,
  id: ServiceName,
  deadline: Deadline,
): Promise<readonly ScalingPolicy[]> =>
  allPages({
    what: 'DescribeScalingPolicies',
    pagesAtMost,
    page: async (token: string | undefined): Promise<Page<ScalingPolicy>> => {
      const command = new DescribeScalingPoliciesCommand(asked(id, token));
      const what = 'Application Auto Scaling DescribeScalingPolicies';
      const output = await call(what, deadline, (options) => autoScaling.send(command, options));
      return { items: output.ScalingPolicies ?? [], next: output.NextToken };
    },
  });

const scheduledActionsOf = (
  { autoScaling }: RegistrationClients,
  id: ServiceName,
  deadline: Deadline,
): Promise<readonly ScheduledActionOutput[]> =>
  allPages({
    what: 'DescribeScheduledActions',
    pagesAtMost,
    page: async (token: string | undefined): Promise<Page<ScheduledActionOutput>> => {
      const command = new DescribeScheduledActionsCommand(asked(id, token));
      const what = 'Application Auto Scaling DescribeScheduledActions';
      const output = await call(what, deadline, (options) => autoScaling.send(command, options));
      return { items: output.ScheduledActions ?? [], next: output.NextToken };
    },
  });

const alarmsPerCall = 100;

/** Without the alarms the rest can still be taken over, so that they cannot be read is a finding. */
const alarmsOf = async (
  { cloudWatch }: RegistrationClients,
  policies: readonly ScalingPolicy[],
  deadline: Deadline,
): Promise<KnownAlarms> => {
  const steps = policies.filter(({ PolicyType }) => PolicyType === 'StepScaling');
  const names = [...new Set(steps.flatMap(alarmNamesOf))].slice(0, alarmsPerCall);
  if (names.length === 0) return { kind: 'read', alarms: new Map() };
  const command = new DescribeAlarmsCommand({ AlarmNames: names, AlarmTypes: ['MetricAlarm'] });
  try {
    const output = await call('CloudWatch DescribeAlarms', deadline, (options) =>
      cloudWatch.send(command, options),
    );
    const alarms = (output.MetricAlarms ?? []).map((alarm): readonly [string, MetricAlarm] => [
      alarm.AlarmName ?? '',
      alarm,
    ]);
    return { kind: 'read', alarms: new Map(alarms) };
  } catch (error) {
    return { kind: 'failed', cause: textOf(error) };
  }
};

const policyOf = (policy: ScalingPolicy, alarms: KnownAlarms): RegisteredPolicy => {
  const { PolicyName: name = 'without a name', PolicyType: type = 'unknown' } = policy;
  const tracking = policy.TargetTrackingScalingPolicyConfiguration;
  if (tracking !== undefined) return trackingPolicyOf(name, tracking);
  if (type === 'StepScaling') return stepPolicyOf(policy, alarms);
  return { kind: 'other', name, type };
};

const scheduledActionOf = (action: ScheduledActionOutput): ScheduledAction => ({
  name: action.ScheduledActionName ?? 'without-a-name',
  schedule: action.Schedule ?? '',
  timeZone: action.Timezone ?? 'UTC',
  min: action.ScalableTargetAction?.MinCapacity ?? null,
  max: action.ScalableTargetAction?.MaxCapacity ?? null,
});

export const createRegistrations = (clients: RegistrationClients): Registrations => ({
  read: async (id, deadline) => {
    const target = await targetOf(clients, id, deadline);
    if (target?.MinCapacity === undefined || target.MaxCapacity === undefined) return null;
    const [policies, scheduled] = await Promise.all([
      policiesOf(clients, id, deadline),
      scheduledActionsOf(clients, id, deadline),
    ]);
    const alarms = await alarmsOf(clients, policies, deadline);
    const { SuspendedState: suspended } = target;
    return {
      min: target.MinCapacity,
      max: target.MaxCapacity,
      suspended: {
        in: suspended?.DynamicScalingInSuspended ?? false,
        out: suspended?.DynamicScalingOutSuspended ?? false,
        scheduled: suspended?.ScheduledScalingSuspended ?? false,
      },
      policies: policies.map((policy) => policyOf(policy, alarms)),
      scheduledActions: scheduled.map(scheduledActionOf),
    };
  },
});
