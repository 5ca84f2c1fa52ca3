/** ListTasks and DescribeTasks. */
import * as z from 'zod';
import type { Phase } from '#simulator/plant/tasks.ts';
import { clusterArn, shortName, taskArn, taskDefinitionArn } from '../arns.ts';
import { AwsError } from '../aws-error.ts';
import { type LocalContext, operationsOf } from '../operation.ts';
import { pageOf } from '../paging.ts';
import { clusterOf, findTasks, type NamedTask, serviceOf, tasksIn } from './names.ts';
import { ecsPaging } from './services.ts';

const operation = operationsOf('InvalidParameterException');

const mostDescribed = 100;

const desiredStatus = (phase: Phase): 'RUNNING' | 'STOPPED' =>
  phase.kind === 'draining' ? 'STOPPED' : 'RUNNING';

const lastStatus = { pending: 'PENDING', running: 'RUNNING', draining: 'DEACTIVATING' } as const;

export const listTasks = operation(
  z.object({
    cluster: z.string().optional(),
    serviceName: z.string().optional(),
    desiredStatus: z.enum(['RUNNING', 'PENDING', 'STOPPED']).default('RUNNING'),
    nextToken: z.string().optional(),
    maxResults: z.number().optional(),
  }),
  (
    { cluster, serviceName, desiredStatus: status, nextToken: token, maxResults: size },
    context,
  ) => {
    const name = clusterOf(cluster, context);
    if (serviceName !== undefined) serviceOf(name, serviceName, context);
    const listed = tasksIn(name, context).filter(
      ({ run, task }) =>
        desiredStatus(task.phase) === status &&
        (serviceName === undefined || run.setup.name === shortName(serviceName)),
    );
    const page = pageOf(listed, { ...ecsPaging, token, size, defaultSize: 100 });
    const taskArns = page.items.map(({ run, task }) => taskArn(context.home, run.setup, task.id));
    return { taskArns, nextToken: page.nextToken };
  },
);

const describe = ({ run, task }: NamedTask, { home }: LocalContext) => ({
  taskArn: taskArn(home, run.setup, task.id),
  clusterArn: clusterArn(home, run.setup.cluster),
  taskDefinitionArn: taskDefinitionArn(home, run.setup.name, task.deployment),
  group: `service:${run.setup.name}`,
  startedBy: `ecs-svc/${task.deployment}`,
  lastStatus: lastStatus[task.phase.kind],
  desiredStatus: desiredStatus(task.phase),
  launchType: 'FARGATE',
  createdAt: task.createdMs / 1000,
  ...(task.phase.kind === 'running' ? { startedAt: task.phase.sinceMs / 1000 } : {}),
});

export const describeTasks = operation(
  z.object({ cluster: z.string().optional(), tasks: z.array(z.string()) }),
  ({ cluster, tasks }, context) => {
    const name = clusterOf(cluster, context);
    if (tasks.length === 0 || tasks.length > mostDescribed) {
      const message = `Tasks must be 1 to ${mostDescribed}, not ${tasks.length}.`;
      throw new AwsError('InvalidParameterException', message);
    }
    const looked = findTasks(name, tasks, context);
    return {
      tasks: looked.flatMap(({ found }) => (found === undefined ? [] : [describe(found, context)])),
      failures: looked
        .filter(({ found }) => found === undefined)
        .map(({ asked }) => ({ arn: asked, reason: 'MISSING' })),
    };
  },
);
