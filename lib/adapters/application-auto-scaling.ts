/** Which services Application Auto Scaling would scale too. Read only: handing over is the owner's to do. */
import {
  type ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  type DescribeScalableTargetsCommandOutput,
  type ScalableTarget,
} from '@aws-sdk/client-application-auto-scaling';
import type { Home } from '#config/fleet.ts';
import type { ServiceKey } from '#engine/model.ts';
import { keyOf } from '#engine/model.ts';
import type { Deadline, RivalScaler } from '#lib/ports.ts';
import { type Attempt, call, type Patience } from './call.ts';
import { allPages, type Page } from './paging.ts';
import { refreshed, type Warn } from './refreshed.ts';

const targetsPerPage = 50;
/** 10,000 targets, above the 3,000 that a region has unless it was raised. */
const pagesAtMost = 200;

const pageOf =
  (client: ApplicationAutoScalingClient, deadline: Deadline, patience?: Patience) =>
  async (token: string | undefined): Promise<Page<ScalableTarget>> => {
    const command = new DescribeScalableTargetsCommand({
      ServiceNamespace: 'ecs',
      ScalableDimension: 'ecs:service:DesiredCount',
      MaxResults: targetsPerPage,
      ...(token === undefined ? {} : { NextToken: token }),
    });
    const what = 'Application Auto Scaling DescribeScalableTargets';
    const send: Attempt<DescribeScalableTargetsCommandOutput> = (options) =>
      client.send(command, options);
    const output = await call(what, deadline, send, patience);
    return { items: output.ScalableTargets ?? [], next: output.NextToken };
  };

/** What of the target still moves the count; scheduled actions only move its minimum and maximum. */
const activeParts = ({ SuspendedState: suspended }: ScalableTarget): readonly string[] => [
  ...(suspended?.DynamicScalingOutSuspended === true ? [] : ['scale-out']),
  ...(suspended?.DynamicScalingInSuspended === true ? [] : ['scale-in']),
];

const rivalOf = (
  home: Home,
  target: ScalableTarget,
): readonly (readonly [ServiceKey, RivalScaler])[] => {
  const { ResourceId: resourceId = '', MinCapacity, MaxCapacity } = target;
  const [kind, cluster, name] = resourceId.split('/');
  const active = activeParts(target);
  if (kind !== 'service' || !cluster || !name || active.length === 0) return [];
  const detail = `min ${MinCapacity}, max ${MaxCapacity}, ${active.join(' and ')} not suspended`;
  return [[keyOf({ ...home, cluster, name }), { resourceId, detail }]];
};

/** Those of one account and region. */
export type HomeRivals = {
  readonly find: (
    nowMs: number,
    deadline: Deadline,
  ) => Promise<ReadonlyMap<ServiceKey, RivalScaler>>;
};

export const createRivalScalers = (
  client: ApplicationAutoScalingClient,
  home: Home,
  warn: Warn,
): HomeRivals => ({
  find: refreshed({
    what: 'Application Auto Scaling targets',
    warn,
    load: async (deadline, patience) => {
      const page = pageOf(client, deadline, patience);
      const targets = await allPages({ what: 'DescribeScalableTargets', pagesAtMost, page });
      return new Map(targets.flatMap((target) => rivalOf(home, target)));
    },
  }),
});
