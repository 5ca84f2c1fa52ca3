/** GetTaskProtection and UpdateTaskProtection: tasks that neither scale-in nor a deployment may stop. */
import * as z from 'zod';
import { protectTasks } from '#simulator/plant/commands.ts';
import { isProtected } from '#simulator/plant/tasks.ts';
import { taskArn } from '../arns.ts';
import { AwsError } from '../aws-error.ts';
import { type LocalContext, operationsOf } from '../operation.ts';
import { clusterOf, findTasks, type NamedTask } from './names.ts';

const operation = operationsOf('InvalidParameterException');

const atMost = (count: number, most: number): void => {
  if (count >= 1 && count <= most) return;
  throw new AwsError('InvalidParameterException', `Tasks must be 1 to ${most}, not ${count}.`);
};

const describe = ({ run, task }: NamedTask, context: LocalContext) => {
  const protectionEnabled = isProtected(task, context.nowMs);
  const expiresMs = task.protectedUntilMs;
  return {
    taskArn: taskArn(context.home, run.setup, task.id),
    protectionEnabled,
    ...(protectionEnabled && expiresMs !== null ? { expirationDate: expiresMs / 1000 } : {}),
  };
};

const answer = (cluster: string, tasks: readonly string[], context: LocalContext) => {
  const looked = findTasks(cluster, tasks, context);
  return {
    protectedTasks: looked.flatMap(({ found }) =>
      found === undefined ? [] : [describe(found, context)],
    ),
    failures: looked
      .filter(({ found }) => found === undefined)
      .map(({ asked }) => ({ arn: asked, reason: 'TASK_NOT_VALID' })),
  };
};

export const getTaskProtection = operation(
  z.object({ cluster: z.string(), tasks: z.array(z.string()) }),
  ({ cluster, tasks }, context) => {
    atMost(tasks.length, 100);
    return answer(clusterOf(cluster, context), tasks, context);
  },
);

export const updateTaskProtection = operation(
  z.object({
    cluster: z.string(),
    tasks: z.array(z.string()),
    protectionEnabled: z.boolean(),
    expiresInMinutes: z.int().min(1).max(2880).default(120),
  }),
  ({ cluster, tasks, protectionEnabled, expiresInMinutes }, context) => {
    atMost(tasks.length, 10);
    const name = clusterOf(cluster, context);
    const untilMs = protectionEnabled ? context.nowMs + expiresInMinutes * 60_000 : null;
    for (const { found } of findTasks(name, tasks, context)) {
      if (found === undefined) continue;
      context.world.change(found.run.setup, protectTasks([found.task.id], untilMs));
    }
    return answer(name, tasks, context);
  },
);
