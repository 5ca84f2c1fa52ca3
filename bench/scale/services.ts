/** A fleet in a day of its own hours: each service swings between one task and five, none at the same time as all others. */
import type { ServiceSetup } from '#simulator/plant/setup.ts';
import { wave } from '#simulator/plant/shapes.ts';

const dayMinutes = 1_440;
const minuteMs = 60_000;
const clusters = 20;
/** How long a signal may wait is told from so much of its past. */
const pastHours = 3;

/** CPU at 60 %, requests at 70 % of what a task can do, memory at 75 %: the three signals of the traces' bench. */
export const fleetYaml = `defaults:
  min: 1
  max: 20
  rules:
    - { kind: track, signal: cpu, target: 60 }
    - { kind: track, signal: requestsPerTask, target: 4200 }
    - { kind: track, signal: memory, target: 75 }
`;

export const benchService = (index: number, count: number, startMs: number): ServiceSetup => {
  const lowAtMs = startMs - (index / count) * dayMinutes * minuteMs;
  const load = wave({ low: 60, high: 300, periodMinutes: dayMinutes, lowAtMs });
  return {
    cluster: `cluster-${index % Math.min(clusters, Math.max(1, count / 10))}`,
    name: `service-${index}`,
    desired: Math.ceil(load(startMs) / 60),
    tags: { 'flyball:enabled': 'true' },
    load,
    noise: 0.05,
    pastDays: pastHours / 24,
    targetGroup: { name: `service-${index}`, loadBalancer: `balancer-${index % clusters}` },
  };
};
