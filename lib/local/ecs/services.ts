/** ListServices and DescribeServices. */
import * as z from 'zod';
import { serviceArn, shortName } from '../arns.ts';
import { AwsError } from '../aws-error.ts';
import { operationsOf } from '../operation.ts';
import { pageOf } from '../paging.ts';
import { describeService } from './describe-service.ts';
import { clusterOf } from './names.ts';

const operation = operationsOf('InvalidParameterException');

const mostDescribed = 10;

export const ecsPaging = {
  maxSize: 100,
  badSize: 'InvalidParameterException',
  badToken: 'InvalidParameterException',
};

export const listServices = operation(
  z.object({
    cluster: z.string().optional(),
    nextToken: z.string().optional(),
    maxResults: z.number().optional(),
  }),
  ({ cluster, nextToken: token, maxResults: size }, context) => {
    const name = clusterOf(cluster, context);
    const listed = context.world
      .services()
      .filter((run) => run.setup.cluster === name && run.status !== 'INACTIVE');
    const page = pageOf(listed, { ...ecsPaging, token, size, defaultSize: 10 });
    return {
      serviceArns: page.items.map((run) => serviceArn(context.home, run.setup)),
      nextToken: page.nextToken,
    };
  },
);

export const describeServices = operation(
  z.object({
    cluster: z.string().optional(),
    services: z.array(z.string()),
    include: z.array(z.enum(['TAGS'])).default([]),
  }),
  ({ cluster, services, include }, context) => {
    const name = clusterOf(cluster, context);
    if (services.length === 0) {
      throw new AwsError('InvalidParameterException', 'Services cannot be empty.');
    }
    if (services.length > mostDescribed) {
      const message = `Services must be at most ${mostDescribed}, not ${services.length}.`;
      throw new AwsError('InvalidParameterException', message);
    }
    const asked = services.map((service) => {
      const id = { cluster: name, name: shortName(service) };
      return { id, run: context.world.find(id) };
    });
    return {
      services: asked.flatMap(({ run }) =>
        run === undefined ? [] : [describeService(run, context.home, include.includes('TAGS'))],
      ),
      failures: asked
        .filter(({ run }) => run === undefined)
        .map(({ id }) => ({ arn: serviceArn(context.home, id), reason: 'MISSING' })),
    };
  },
);
