/** Which service an event of ECS is about. Events come by way of a queue, and grow new fields at any time. */
import * as z from 'zod';
import type { ServiceId } from '#engine/model.ts';

const eventSchema = z.object({
  source: z.literal('aws.ecs'),
  account: z.string().regex(/^\d{12}$/),
  region: z.string().min(1),
  resources: z.array(z.string()),
  detail: z.object({
    clusterArn: z.string().optional(),
    requestParameters: z
      .object({
        cluster: z.string().optional(),
        service: z.string().optional(),
        resourceArn: z.string().optional(),
      })
      .nullish(),
  }),
});

type Event = z.infer<typeof eventSchema>;

/** `arn:aws:ecs:<region>:<account>:service/<cluster>/<name>`; services of old have ARNs without their cluster. */
const serviceArn = /^arn:[^:]+:ecs:[^:]+:\d{12}:service\/(?:([\w-]{1,255})\/)?([\w-]{1,255})$/;

const lastPart = (arn: string | undefined): string | undefined => arn?.split('/').at(-1);

type Named = { readonly cluster: string; readonly name: string };

const inArn = (arn: string, clusterArn: string | undefined): Named | null => {
  const [, cluster = lastPart(clusterArn), name] = serviceArn.exec(arn) ?? [];
  return cluster === undefined || name === undefined ? null : { cluster, name };
};

/** Of a call that CloudTrail recorded, which names what it was asked with. */
const inRequest = ({ detail: { requestParameters } }: Event): Named | null => {
  const { cluster = 'default', service, resourceArn } = requestParameters ?? {};
  if (resourceArn !== undefined) return inArn(resourceArn, undefined);
  const name = lastPart(service);
  return name === undefined || name === '' ? null : { cluster: lastPart(cluster) ?? '', name };
};

const jsonOf = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
};

/** `null` for whatever is no event about a service. */
export const serviceInEvent = (body: string): ServiceId | null => {
  const parsed = eventSchema.safeParse(jsonOf(body));
  if (!parsed.success) return null;
  const { account, region, resources, detail } = parsed.data;
  const named =
    resources.map((arn) => inArn(arn, detail.clusterArn)).find((each) => each !== null) ??
    inRequest(parsed.data);
  return named === null ? null : { account, region, ...named };
};
