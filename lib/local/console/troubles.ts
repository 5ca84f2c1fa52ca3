/** Trouble with AWS itself, each under the name that its switch has on the page. */
import type { Fault, Faults } from '../faults.ts';

export const troubleNames = ['metric-outage', 'late-metrics', 'throttling', 'silence'] as const;

export type TroubleName = (typeof troubleNames)[number];

/** A small fleet reads for free by one operation, a larger one by another, and PromQL has its own. */
const ofMetrics = (kind: Fault['kind']): readonly Fault[] =>
  ['cloudwatch:GetMetricData', 'cloudwatch:GetMetricStatistics', 'cloudwatch:QueryMetrics'].map(
    (operation) => ({
      operation,
      kind,
    }),
  );

const faults: Readonly<Record<TroubleName, readonly Fault[]>> = {
  'metric-outage': ofMetrics('error'),
  'late-metrics': ofMetrics('stale'),
  throttling: [{ operation: 'ecs:UpdateService', kind: 'throttle' }],
  silence: [{ operation: 'ecs:DescribeServices', kind: 'timeout' }],
};

export const setTrouble = (into: Faults, name: TroubleName, on: boolean): void => {
  for (const fault of faults[name]) {
    if (on) into.set(fault);
    else into.clear(fault.operation);
  }
};

/** By what is in force, whoever set it. */
export const troublesIn = (from: Faults): readonly TroubleName[] =>
  troubleNames.filter((name) =>
    faults[name].every(({ operation, kind }) =>
      from.list().some((fault) => fault.operation === operation && fault.kind === kind),
    ),
  );
