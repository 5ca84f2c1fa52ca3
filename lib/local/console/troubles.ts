/** Trouble with AWS itself, each under the name that its switch has on the page. */
import type { Fault, Faults } from '../faults.ts';

export const troubleNames = ['metric-outage', 'late-metrics', 'throttling', 'silence'] as const;

export type TroubleName = (typeof troubleNames)[number];

const faults: Readonly<Record<TroubleName, Fault>> = {
  'metric-outage': { operation: 'cloudwatch:GetMetricData', kind: 'error' },
  'late-metrics': { operation: 'cloudwatch:GetMetricData', kind: 'stale' },
  throttling: { operation: 'ecs:UpdateService', kind: 'throttle' },
  silence: { operation: 'ecs:DescribeServices', kind: 'timeout' },
};

export const setTrouble = (into: Faults, name: TroubleName, on: boolean): void => {
  const fault = faults[name];
  if (on) into.set(fault);
  else into.clear(fault.operation);
};

/** By what is in force, whoever set it. */
export const troublesIn = (from: Faults): readonly TroubleName[] =>
  troubleNames.filter((name) => {
    const { operation, kind } = faults[name];
    return from.list().some((fault) => fault.operation === operation && fault.kind === kind);
  });
