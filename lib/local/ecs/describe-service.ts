/** A service of the world in ECS's words. */
import type { Deployment, ServiceRun } from '#simulator/plant/service-run.ts';
import { isPending, isRunning, type Task } from '#simulator/plant/tasks.ts';
import { clusterArn, type Home, serviceArn, targetGroupArn, taskDefinitionArn } from '../arns.ts';

const count = (tasks: readonly Task[], which: (task: Task) => boolean): number =>
  tasks.filter(which).length;

const deployment = (run: ServiceRun, { id, createdMs, ...rest }: Deployment, home: Home) => {
  const tasks = run.tasks.filter((task) => task.deployment === id);
  const isPrimary = id === run.primary.id;
  return {
    id: `ecs-svc/${id}`,
    status: isPrimary ? 'PRIMARY' : 'ACTIVE',
    taskDefinition: taskDefinitionArn(home, run.setup.name, id),
    desiredCount: isPrimary ? run.desired : 0,
    pendingCount: count(tasks, isPending),
    runningCount: count(tasks, isRunning),
    failedTasks: rest.failedTasks,
    createdAt: createdMs / 1000,
    updatedAt: createdMs / 1000,
    launchType: 'FARGATE',
    rolloutState: rest.rollout === 'in-progress' ? 'IN_PROGRESS' : 'COMPLETED',
  };
};

const loadBalancers = ({ setup }: ServiceRun, home: Home) =>
  setup.targetGroup === undefined
    ? []
    : [
        {
          targetGroupArn: targetGroupArn(home, setup.targetGroup),
          containerName: setup.name,
          containerPort: 8080,
        },
      ];

export const tagList = (tags: Readonly<Record<string, string>>) =>
  Object.entries(tags).map(([key, value]) => ({ key, value }));

export const describeService = (run: ServiceRun, home: Home, withTags: boolean) => ({
  serviceArn: serviceArn(home, run.setup),
  serviceName: run.setup.name,
  clusterArn: clusterArn(home, run.setup.cluster),
  loadBalancers: loadBalancers(run, home),
  serviceRegistries: [],
  status: run.status,
  desiredCount: run.desired,
  runningCount: count(run.tasks, isRunning),
  pendingCount: count(run.tasks, isPending),
  launchType: 'FARGATE',
  taskDefinition: taskDefinitionArn(home, run.setup.name, run.primary.id),
  deploymentConfiguration: { maximumPercent: 200, minimumHealthyPercent: 100 },
  deployments: [run.primary, ...run.superseded].map((each) => deployment(run, each, home)),
  events: [],
  createdAt: run.createdMs / 1000,
  schedulingStrategy: run.setup.schedulingStrategy ?? 'REPLICA',
  enableECSManagedTags: false,
  propagateTags: 'NONE',
  resourceManagementType: run.setup.managedBy ?? 'CUSTOMER',
  ...(withTags ? { tags: tagList(run.tags) } : {}),
});
