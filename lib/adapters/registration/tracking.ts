/** Target tracking policies as the SDK has them, and as we read them. */
import type {
  CustomizedMetricSpecification,
  TargetTrackingMetricDataQuery,
  TargetTrackingScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling';
import type { MetricSource } from '#engine/policy.ts';
import type { RegisteredPolicy, TrackedMetric } from '#lib/registration.ts';

/** What Application Auto Scaling waits when it is not told. */
export const usualCooldownSeconds = 300;

type Dimension = { readonly Name?: string | undefined; readonly Value?: string | undefined };

export const dimensionsOf = (
  dimensions: readonly Dimension[] = [],
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    dimensions.flatMap(({ Name, Value }) =>
      Name === undefined || Value === undefined ? [] : [[Name, Value]],
    ),
  );

const sourceOf = ({ Id, MetricStat }: TargetTrackingMetricDataQuery) => {
  const { Namespace, MetricName, Dimensions } = MetricStat?.Metric ?? {};
  if (Id === undefined || Namespace === undefined || MetricName === undefined) return [];
  const source: MetricSource = {
    namespace: Namespace,
    metric: MetricName,
    dimensions: dimensionsOf(Dimensions),
    statistic: MetricStat?.Stat ?? 'Average',
  };
  return [[Id, source] as const];
};

const mathOf = (queries: readonly TargetTrackingMetricDataQuery[]): TrackedMetric => {
  const expressions = queries.filter(({ Expression }) => Expression !== undefined);
  const metrics = Object.fromEntries(queries.flatMap(sourceOf));
  const [only, another] = expressions;
  if (another !== undefined) {
    return { kind: 'unreadable', why: 'its metric math has several expressions' };
  }
  if (only?.Expression !== undefined) return { kind: 'math', expression: only.Expression, metrics };
  const returned = queries.find(({ ReturnData }) => ReturnData !== false)?.Id ?? '';
  const source = metrics[returned];
  return source === undefined
    ? { kind: 'unreadable', why: 'it returns no metric' }
    : { kind: 'custom', ...source };
};

const customOf = (specification: CustomizedMetricSpecification): TrackedMetric => {
  const { Namespace, MetricName, Dimensions, Statistic, Metrics } = specification;
  if (Metrics !== undefined && Metrics.length > 0) return mathOf(Metrics);
  if (Namespace === undefined || MetricName === undefined) {
    return { kind: 'unreadable', why: 'it names no metric' };
  }
  return {
    kind: 'custom',
    namespace: Namespace,
    metric: MetricName,
    dimensions: dimensionsOf(Dimensions),
    statistic: Statistic ?? 'Average',
  };
};

const metricOf = (configuration: TargetTrackingScalingPolicyConfiguration): TrackedMetric => {
  const { PredefinedMetricSpecification, CustomizedMetricSpecification } = configuration;
  const predefined = PredefinedMetricSpecification?.PredefinedMetricType;
  if (predefined !== undefined) return { kind: 'predefined', name: predefined };
  return CustomizedMetricSpecification === undefined
    ? { kind: 'unreadable', why: 'it names no metric' }
    : customOf(CustomizedMetricSpecification);
};

export const trackingPolicyOf = (
  name: string,
  configuration: TargetTrackingScalingPolicyConfiguration,
): RegisteredPolicy => {
  const { TargetValue, ScaleOutCooldown, ScaleInCooldown, DisableScaleIn } = configuration;
  if (TargetValue === undefined) return { kind: 'other', name, type: 'tracking without a target' };
  return {
    kind: 'tracking',
    name,
    target: TargetValue,
    metric: metricOf(configuration),
    cooldownSeconds: {
      out: ScaleOutCooldown ?? usualCooldownSeconds,
      in: ScaleInCooldown ?? usualCooldownSeconds,
    },
    scaleInDisabled: DisableScaleIn ?? false,
  };
};
