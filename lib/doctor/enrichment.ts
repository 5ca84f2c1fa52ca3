/** Whether the copies of metrics that PromQL is asked for are there. Each account switches them on, in each region apart. */
import { homeKeyOf } from '#config/homes.ts';
import type { ParameterValues } from '#config/parameters.ts';
import type { Reading } from '#engine/model.ts';
import type { SignalDefinition } from '#engine/policy.ts';
import { signalsOf } from '#engine/policy-signals.ts';
import type { Assessed } from '#lib/tick/assess.ts';
import { type Finding, fine, wrong } from './finding.ts';

/** ECS publishes these whenever tasks run; what load balancers publish may be missing for want of requests. */
const alwaysThere: ReadonlySet<SignalDefinition['kind']> = new Set(['cpu', 'memory']);

const copiesFor = ({ policy, observation: { view, readings } }: Assessed): readonly Reading[] => {
  if (view.running === 0) return [];
  const definitions = signalsOf(policy);
  return Object.entries(readings).flatMap(([name, reading]) => {
    const definition = definitions[name];
    return definition !== undefined && alwaysThere.has(definition.kind) ? [reading] : [];
  });
};

const findingOf = (key: string, copies: readonly Reading[]): readonly Finding[] => {
  if (copies.some(({ kind }) => kind === 'series' || kind === 'stale')) {
    return [fine(`${key}: its metrics are enriched, and read by PromQL`)];
  }
  // What could not be read at all is said of each signal.
  if (copies.length === 0 || copies.some(({ kind }) => kind !== 'absent')) return [];
  return [
    wrong(
      `${key}: MetricSource is promql, and no service there has an enriched metric, so none is scaled`,
      'switch on OTel enrichment in that account and region, as docs/COST.md says, or set MetricSource=cloudwatch',
    ),
  ];
};

export const enrichmentFindings = (
  assessed: readonly Assessed[],
  { MetricSource }: Pick<ParameterValues, 'MetricSource'>,
): readonly Finding[] => {
  if (MetricSource !== 'promql') return [];
  const byHome = Map.groupBy(assessed, ({ decision }) => homeKeyOf(decision.service));
  return [...byHome].flatMap(([key, there]) => findingOf(key, there.flatMap(copiesFor)));
};
