/** UpdateService: the desired count, which starts no deployment, and a new deployment, which does. */
import * as z from 'zod';
import { setDesired, startRollout } from '#simulator/plant/commands.ts';
import type { ServiceRun } from '#simulator/plant/service-run.ts';
import { AwsError } from '../aws-error.ts';
import { operationsOf } from '../operation.ts';
import { describeService } from './describe-service.ts';
import { clusterOf, serviceOf } from './names.ts';

const operation = operationsOf('InvalidParameterException');

const refuse = (run: ServiceRun, desired: number | undefined): void => {
  if (run.status !== 'ACTIVE') {
    throw new AwsError('ServiceNotActiveException', 'Service was not ACTIVE.');
  }
  if (desired !== undefined && run.setup.schedulingStrategy === 'DAEMON') {
    const message = 'The daemon scheduling strategy does not support a desired count.';
    throw new AwsError('InvalidParameterException', message);
  }
};

export const updateService = operation(
  z.object({
    cluster: z.string().optional(),
    service: z.string(),
    desiredCount: z.int().min(0).optional(),
    taskDefinition: z.string().optional(),
    forceNewDeployment: z.boolean().optional(),
  }),
  ({ cluster, service, desiredCount, taskDefinition, forceNewDeployment }, context) => {
    const before = serviceOf(clusterOf(cluster, context), service, context);
    refuse(before, desiredCount);
    if (desiredCount !== undefined) context.world.change(before.setup, setDesired(desiredCount));
    if (taskDefinition !== undefined || forceNewDeployment === true) {
      context.world.change(before.setup, startRollout);
    }
    const after = context.world.find(before.setup) ?? before;
    return { service: describeService(after, context.home, true) };
  },
);
