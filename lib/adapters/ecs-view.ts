/** From what ECS says of a service to what the engine knows of it. */
import type { Deployment, LoadBalancer, Service } from '@aws-sdk/client-ecs';
import type { ServiceId, ServiceView } from '#engine/model.ts';
import type { Lookup } from '#lib/ports.ts';

type Unscalable = Extract<Lookup, { kind: 'unscalable' }>['why'];

const whyUnscalable = (service: Service): Unscalable | null => {
  if (service.status === 'DRAINING') return 'draining';
  if (service.status === 'INACTIVE') return 'inactive';
  if (service.schedulingStrategy === 'DAEMON') return 'daemon';
  if (service.resourceManagementType === 'ECS') return 'managed-by-ecs';
  return null;
};

/** A blue/green service moves its traffic to the alternate group, so both together are its traffic. */
const targetGroupsOf = ({ targetGroupArn, advancedConfiguration }: LoadBalancer) => [
  targetGroupArn,
  advancedConfiguration?.alternateTargetGroupArn,
];

/** With CODE_DEPLOY and EXTERNAL controllers the task sets hold what deployments hold elsewhere. */
const allTargetGroups = (service: Service): readonly string[] => {
  const taskSets = service.taskSets ?? [];
  const attached = [service, ...taskSets].flatMap((owner) => owner.loadBalancers ?? []);
  return [...new Set(attached.flatMap(targetGroupsOf))].filter((arn) => arn !== undefined);
};

const primaryOf = ({ deployments = [] }: Service): Deployment | undefined =>
  deployments.find((deployment) => deployment.status === 'PRIMARY');

const rolloutOf = (service: Service): ServiceView['rollout'] => {
  const { deployments = [], taskSets = [] } = service;
  const moving =
    deployments.length > 1 ||
    taskSets.length > 1 ||
    primaryOf(service)?.rolloutState === 'IN_PROGRESS';
  return moving ? 'in-progress' : 'steady';
};

const tagsOf = ({ tags = [] }: Service): Readonly<Record<string, string>> =>
  Object.fromEntries(
    tags.flatMap(({ key, value }) => (key === undefined ? [] : [[key, value ?? '']])),
  );

export const lookupOf = (id: ServiceId, service: Service): Lookup => {
  const why = whyUnscalable(service);
  if (why !== null) return { kind: 'unscalable', why };
  const { desiredCount, runningCount, pendingCount } = service;
  if (desiredCount === undefined || runningCount === undefined || pendingCount === undefined) {
    return { kind: 'failed', cause: `ECS described ${id.cluster}/${id.name} without its counts` };
  }
  const view: ServiceView = {
    id,
    desired: desiredCount,
    running: runningCount,
    pending: pendingCount,
    rollout: rolloutOf(service),
    // CODE_DEPLOY and EXTERNAL controllers have no deployments and count no failures.
    failedTasks: primaryOf(service)?.failedTasks ?? 0,
    targetGroupArns: allTargetGroups(service),
    tags: tagsOf(service),
  };
  return { kind: 'found', view };
};
