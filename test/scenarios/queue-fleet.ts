/** The queue workers of the examples, deciding over memory: queues of given depths in, counts out. */
import { readFileSync } from 'node:fs';
import { createMemoryWorld, type MemoryWorld, placeService } from '#adapters/memory/world.ts';
import { createMemoryPorts } from '#adapters/memory.ts';
import { keyOf, type ServiceId } from '#engine/model.ts';
import type { Learnt } from '#lib/learnt.ts';
import type { TickReport } from '#lib/report.ts';
import { signalSource } from '#lib/signal-source.ts';
import { runTick } from '#lib/tick.ts';
import { endless, fleetOf, home, minuteMs, startMs } from '../tick/support.ts';

export const fleetYaml = readFileSync(
  new URL('../../examples/queue-workers/fleet.yaml', import.meta.url),
  'utf8',
);

/** Jobs that wait, by the name of their workers' service. */
export type Depths = Readonly<Record<string, number>>;

const idOf = (name: string): ServiceId => ({ ...home, cluster: 'jobs', name });

/** Tasks are there as soon as they are wanted. */
const place = (world: MemoryWorld, name: string, desired: number, depth: number, atMs: number) => {
  const points = [{ atMs, value: depth }];
  placeService(
    world,
    {
      id: idOf(name),
      desired,
      running: desired,
      pending: 0,
      rollout: 'steady',
      failedTasks: 0,
      targetGroupArns: [],
      tags: { 'flyball:enabled': 'true' },
    },
    { queueDepth: { kind: 'series', points } },
  );
};

/** Jobs that a worker was measured to do a minute, by the name of the workers' service. */
export type Paces = Readonly<Record<string, number>>;

const learntPace = (name: string, jobsPerTaskMinute: number): Learnt => {
  const queueUrl = `https://sqs.us-east-1.amazonaws.com/123456789012/${name}`;
  const source = signalSource('queueDepth', { queueDepth: { kind: 'queueDepth', queueUrl } });
  const none = { kind: 'none', observedHours: 0 } as const;
  const throughput = {
    kind: 'throughput',
    madeAtMs: startMs,
    jobsPerTaskMinute,
    busyMinutes: 240,
  } as const;
  const foresight = { envelope: none, forecast: none, throughput };
  return {
    learntAtMs: startMs,
    signals: { queueDepth: { source, foresight, day: none, doubt: null } },
  };
};

/** One tick a minute, each finding the queues so deep; workers begin at zero. */
export const rebalance = async (
  minutes: readonly Depths[],
  paces: Paces = {},
): Promise<readonly TickReport[]> => {
  const world = createMemoryWorld();
  for (const [name, pace] of Object.entries(paces)) {
    world.learnt.set(keyOf(idOf(name)), { kind: 'learnt', learnt: learntPace(name, pace) });
  }
  const reports: TickReport[] = [];
  let counts: Readonly<Record<string, number>> = {};
  for (const [minute, depths] of minutes.entries()) {
    const tickMs = startMs + minute * minuteMs;
    for (const [name, depth] of Object.entries(depths)) {
      place(world, name, counts[name] ?? 0, depth, tickMs);
    }
    const fleet = fleetOf(fleetYaml);
    const ports = createMemoryPorts(world);
    const report = await runTick({ tickMs, fleet, home, ports, deadline: endless });
    reports.push(report);
    counts = countsOf(report);
  }
  return reports;
};

export const countsOf = (report: TickReport): Readonly<Record<string, number>> =>
  Object.fromEntries(report.decisions.map(({ service, to }) => [service.name, to]));
