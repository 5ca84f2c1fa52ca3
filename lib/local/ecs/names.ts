/** Finding what a request means by a cluster, a service or a task. */
import type { ServiceRun } from '#simulator/plant/service-run.ts';
import type { Task } from '#simulator/plant/tasks.ts';
import { shortName, taskId } from '../arns.ts';
import { AwsError } from '../aws-error.ts';
import type { LocalContext } from '../operation.ts';

/** ECS falls back on the cluster named `default`. A cluster exists as long as it has a service. */
export const clusterOf = (cluster: string | undefined, { world }: LocalContext): string => {
  const name = shortName(cluster ?? 'default');
  if (world.services().some((run) => run.setup.cluster === name)) return name;
  throw new AwsError('ClusterNotFoundException', 'Cluster not found.');
};

export const serviceOf = (cluster: string, service: string, context: LocalContext): ServiceRun => {
  const run = context.world.find({ cluster, name: shortName(service) });
  if (run === undefined) throw new AwsError('ServiceNotFoundException', 'Service not found.');
  return run;
};

export type NamedTask = { readonly run: ServiceRun; readonly task: Task };

export const tasksIn = (cluster: string, { world }: LocalContext): readonly NamedTask[] =>
  world
    .services()
    .filter((run) => run.setup.cluster === cluster)
    .flatMap((run) => run.tasks.map((task) => ({ run, task })));

/** Each task asked for, by id or ARN, or `undefined` where there is none. */
export const findTasks = (
  cluster: string,
  asked: readonly string[],
  context: LocalContext,
): readonly { readonly asked: string; readonly found: NamedTask | undefined }[] => {
  const all = tasksIn(cluster, context);
  const byId = new Map(all.map((named) => [taskId(named.run.setup, named.task.id), named]));
  return asked.map((name) => ({ asked: name, found: byId.get(shortName(name)) }));
};
