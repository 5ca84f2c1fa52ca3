/**
 * Where the SDK would send a call: the settings', AWS_ENDPOINT_URL's, a profile's, or the region's own endpoint. It is
 * resolved within a call, so one is made that ends before it is sent.
 */
import { type CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import * as z from 'zod';

const requestSchema = z.object({
  protocol: z.string(),
  hostname: z.string(),
  port: z.number().optional(),
});

const resolve = async (client: CloudWatchClient): Promise<URL> => {
  let request: unknown = null;
  const command = new GetMetricDataCommand({
    MetricDataQueries: [],
    StartTime: new Date(0),
    EndTime: new Date(0),
  });
  command.middlewareStack.add(
    () => async (args) => {
      request = args.request;
      return { output: { $metadata: {} }, response: null };
    },
    { step: 'build', name: 'endHereKnowingTheEndpoint' },
  );
  await client.send(command);
  const { protocol, hostname, port } = requestSchema.parse(request);
  return new URL(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`);
};

export const endpointOf = (client: CloudWatchClient): (() => Promise<URL>) => {
  let resolving: Promise<URL> | null = null;
  return () => {
    // What failed is tried anew: credentials and profiles are read from files.
    resolving ??= resolve(client).catch((error: unknown) => {
      resolving = null;
      throw new Error('the endpoint of CloudWatch could not be resolved; set AWS_REGION', {
        cause: error,
      });
    });
    return resolving;
  };
};
