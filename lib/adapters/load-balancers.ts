/**
 * Under which dimensions CloudWatch keeps the metrics of a target group: its own name and that of each
 * load balancer that sends it requests. These hardly ever change, so they are asked for once an hour.
 */
import {
  DescribeTargetGroupsCommand,
  type ElasticLoadBalancingV2Client,
  type TargetGroup,
  TargetGroupNotFoundException,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import pLimit from 'p-limit';
import { chunksOf } from '#lib/chunks.ts';
import type { Deadline } from '#lib/ports.ts';
import { textOf } from './aws-error.ts';
import { CallError, call } from './call.ts';

export type TargetGroupDimensions = { readonly TargetGroup: string; readonly LoadBalancer: string };

export type Attachment =
  | { readonly kind: 'attached'; readonly dimensions: readonly TargetGroupDimensions[] }
  /** Nothing in front of it counts requests. */
  | { readonly kind: 'uncounted'; readonly cause: string }
  | { readonly kind: 'failed'; readonly cause: string };

export type FindAttachments = (
  targetGroupArns: readonly string[],
  nowMs: number,
  deadline: Deadline,
) => Promise<ReadonlyMap<string, Attachment>>;

type Found = readonly [arn: string, attachment: Attachment];

const targetGroupsPerCall = 20;
const callsAtOnce = 4;
const lifetimeMs = 60 * 60_000;

/** `arn:…:targetgroup/web/0123` is `targetgroup/web/0123` as a dimension. */
const targetGroupDimension = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1);

/** `arn:…:loadbalancer/app/shop/4567` is `app/shop/4567`; network and gateway balancers count no requests. */
const applicationLoadBalancer = /:loadbalancer\/(?<dimension>app\/.+)$/;

const attachmentOf = (arn: string, group: TargetGroup | undefined): Attachment => {
  const dimensions = (group?.LoadBalancerArns ?? []).flatMap((balancerArn) => {
    const LoadBalancer = applicationLoadBalancer.exec(balancerArn)?.groups?.['dimension'];
    return LoadBalancer === undefined
      ? []
      : [{ TargetGroup: targetGroupDimension(arn), LoadBalancer }];
  });
  if (dimensions.length > 0) return { kind: 'attached', dimensions };
  const cause = `target group ${arn} is attached to no application load balancer; add it to a listener rule, or track another signal`;
  return { kind: 'uncounted', cause };
};

const describe = async (
  client: ElasticLoadBalancingV2Client,
  arns: readonly string[],
  deadline: Deadline,
): Promise<readonly Found[]> => {
  const command = new DescribeTargetGroupsCommand({ TargetGroupArns: [...arns] });
  try {
    const { TargetGroups = [] } = await call('ELBv2 DescribeTargetGroups', deadline, (options) =>
      client.send(command, options),
    );
    return arns.map((arn) => {
      const group = TargetGroups.find(({ TargetGroupArn }) => TargetGroupArn === arn);
      return [arn, attachmentOf(arn, group)];
    });
  } catch (error) {
    const missing =
      error instanceof CallError && error.cause instanceof TargetGroupNotFoundException;
    if (missing && arns.length > 1) return oneByOne(client, arns, deadline);
    return arns.map((arn) => [arn, { kind: 'failed', cause: textOf(error) }]);
  }
};

/** One target group that is gone fails the whole call, without a word about which it was. */
const oneByOne = async (
  client: ElasticLoadBalancingV2Client,
  arns: readonly string[],
  deadline: Deadline,
): Promise<readonly Found[]> => {
  const found = await pLimit(callsAtOnce).map(arns, (arn) => describe(client, [arn], deadline));
  return found.flat();
};

type Known = { readonly attachment: Attachment; readonly atMs: number };

const forgetExpired = (known: Map<string, Known>, nowMs: number): void => {
  for (const [arn, { atMs }] of known) if (nowMs - atMs >= lifetimeMs) known.delete(arn);
};

export const createFindAttachments = (client: ElasticLoadBalancingV2Client): FindAttachments => {
  const known = new Map<string, Known>();
  return async (targetGroupArns, nowMs, deadline) => {
    forgetExpired(known, nowMs);
    const distinct = [...new Set(targetGroupArns)];
    const remembered = distinct.flatMap((arn): readonly Found[] => {
      const last = known.get(arn);
      return last === undefined ? [] : [[arn, last.attachment]];
    });
    const unknown = distinct.filter((arn) => !known.has(arn));
    const found = await pLimit(callsAtOnce).map(chunksOf(unknown, targetGroupsPerCall), (arns) =>
      describe(client, arns, deadline),
    );
    for (const [arn, attachment] of found.flat()) {
      if (attachment.kind === 'attached') known.set(arn, { attachment, atMs: nowMs });
    }
    return new Map([...remembered, ...found.flat()]);
  };
};
