/** The enriched copies of what AWS measures: every series of the world's services under its labels. */
import type { ServiceRun } from '#simulator/plant/service-run.ts';
import { loadBalancerDimension, targetGroupDimension } from '../../arns.ts';
import type { LocalContext } from '../../operation.ts';
import type { Metric } from '../metric.ts';

export type EnrichedSeries = {
  /** The metric that it is a copy of. */
  readonly metric: Metric;
  readonly labels: Readonly<Record<string, string>>;
};

const dimensionSets = (
  { setup }: ServiceRun,
  { home }: LocalContext,
): readonly Pick<Metric, 'namespace' | 'dimensions'>[] => {
  const own = { ClusterName: setup.cluster, ServiceName: setup.name };
  const { targetGroup } = setup;
  return [
    { namespace: 'AWS/ECS', dimensions: own },
    ...(targetGroup === undefined
      ? []
      : [
          {
            namespace: 'AWS/ApplicationELB',
            dimensions: {
              TargetGroup: targetGroupDimension(home, targetGroup),
              LoadBalancer: loadBalancerDimension(home, targetGroup),
            },
          },
        ]),
  ];
};

/** Of a load balancer there is a series for every zone as well, and summing over both would count twice. */
const zone = 'us-east-1a';

export const enrichedSeries = (name: string, context: LocalContext): readonly EnrichedSeries[] => {
  const ofAll = { '@resource.cloud.account.id': context.home.account };
  const all = context.world.services().flatMap((run) =>
    dimensionSets(run, context).flatMap(({ namespace, dimensions }): EnrichedSeries[] => {
      const series = {
        metric: { namespace, name, dimensions },
        labels: { ...ofAll, ...dimensions },
      };
      if (namespace === 'AWS/ECS') return [series];
      return [series, { ...series, labels: { ...series.labels, AvailabilityZone: zone } }];
    }),
  );
  // Services may share a target group, which has one series all the same.
  return [...new Map(all.map((each) => [JSON.stringify(each.labels), each])).values()];
};
