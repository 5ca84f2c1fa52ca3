/** What ECS and CloudTrail tell EventBridge of the services of a world, noticed by looking at them again and again. */
import { type ServiceRun, serviceName } from '#simulator/plant/service-run.ts';
import type { World } from '#simulator/plant/world.ts';
import { clusterArn, type Home, serviceArn } from './arns.ts';

export type ServiceEvent = {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: 'aws.ecs';
  readonly account: string;
  readonly region: string;
  readonly time: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
};

type Happening = Pick<ServiceEvent, 'detail-type' | 'resources' | 'detail'>;

const deploymentEvent = (run: ServiceRun, eventName: string, home: Home): Happening => ({
  'detail-type': 'ECS Deployment State Change',
  resources: [serviceArn(home, run.setup)],
  detail: { eventType: 'INFO', eventName, deploymentId: `ecs-svc/${run.primary.id}` },
});

const impaired = (run: ServiceRun, home: Home): Happening => ({
  'detail-type': 'ECS Service Action',
  resources: [serviceArn(home, run.setup)],
  detail: {
    eventType: 'WARN',
    eventName: 'SERVICE_TASK_START_IMPAIRED',
    clusterArn: clusterArn(home, run.setup.cluster),
  },
});

const updated = ({ setup, desired }: ServiceRun): Happening => ({
  'detail-type': 'AWS API Call via CloudTrail',
  resources: [],
  detail: {
    eventSource: 'ecs.amazonaws.com',
    eventName: 'UpdateService',
    requestParameters: { cluster: setup.cluster, service: setup.name, desiredCount: desired },
  },
});

const between = (before: ServiceRun, now: ServiceRun, home: Home): readonly Happening[] => {
  const isNew = before.primary.id !== now.primary.id;
  const hasEnded = now.primary.rollout === 'completed' && before.primary.rollout === 'in-progress';
  const hasFailed = now.primary.failedTasks > (isNew ? 0 : before.primary.failedTasks);
  return [
    ...(isNew ? [deploymentEvent(now, 'SERVICE_DEPLOYMENT_IN_PROGRESS', home)] : []),
    ...(hasEnded ? [deploymentEvent(now, 'SERVICE_DEPLOYMENT_COMPLETED', home)] : []),
    ...(hasFailed ? [impaired(now, home)] : []),
    ...(before.desired === now.desired ? [] : [updated(now)]),
  ];
};

/** Each call tells what happened since the one before. */
export const watchServices = (world: World, home: Home) => {
  let before = new Map(world.services().map((run) => [serviceName(run), run]));
  let told = 0;
  return (nowMs: number): readonly ServiceEvent[] => {
    const now = new Map(world.services().map((run) => [serviceName(run), run]));
    const happenings = [...now].flatMap(([name, run]) => {
      const was = before.get(name);
      return was === undefined || was === run ? [] : between(was, run, home);
    });
    before = now;
    return happenings.map((happening) => {
      told += 1;
      const time = new Date(nowMs).toISOString();
      return { version: '0', id: `event-${told}`, source: 'aws.ecs', ...home, time, ...happening };
    });
  };
};
