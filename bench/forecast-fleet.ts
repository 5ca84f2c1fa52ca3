/**
 * How long learning of a fleet takes, without the network: `SERVICES=1000 node bench/forecast-fleet.ts`. Every service has
 * four weeks of five minutes and three days of minutes, an `assure` and a `forecast` rule.
 */

import { learntAttributes } from '#adapters/learnt-schema.ts';
import { createMemoryWorld, placeService } from '#adapters/memory/world.ts';
import { createMemoryLearningPorts } from '#adapters/memory.ts';
import { defaultParameters } from '#config/parameter-values.ts';
import { parseFleet } from '#config/parse.ts';
import { keyOf, type Point, type Reading, type ServiceView } from '#engine/model.ts';
import type { Read } from '#engine/plan-reads.ts';
import { learnDue } from '#lib/learning.ts';
import type { SignalSource } from '#lib/ports.ts';
import { uniform } from '#simulator/plant/random.ts';

const services = Number(process.env['SERVICES'] ?? 1000);
const home = { account: '123456789012', region: 'us-east-1' };
const nowMs = Date.UTC(2026, 10, 2, 9, 0);
const dayMs = 86_400_000;

const yaml = `
defaults:
  max: 100
  rules:
    - { kind: assure, signal: cpu, limit: 90 }
    - { kind: forecast, signal: cpu, target: 60 }`;

const fleetOf = () => {
  const parsed = parseFleet(yaml, defaultParameters);
  if (parsed.kind === 'invalid') throw new Error(JSON.stringify(parsed.problems));
  return parsed.fleet;
};

const viewOf = (index: number): ServiceView => ({
  id: { ...home, cluster: 'prod', name: `web-${index}` },
  desired: 8,
  running: 8,
  pending: 0,
  rollout: 'steady',
  failedTasks: 0,
  targetGroupArns: [],
  tags: { 'flyball:enabled': 'true' },
});

/** A day's wave, a weekend's dip, and a twentieth of chance. */
const pointAt = (atMs: number, seed: number): Point => {
  const day = Math.sin((2 * Math.PI * (atMs % dayMs)) / dayMs + seed);
  const weekend = Math.floor(atMs / dayMs + 4) % 7 >= 5 ? 0.7 : 1;
  const chance = 1 + 0.05 * (2 * uniform(seed, atMs) - 1);
  return { atMs, value: (50 + 20 * day) * weekend * chance, tasks: 8 };
};

const readingOf = ({ service, startMs, endMs, periodSeconds }: Read): Reading => {
  const seed = Number(service.name.split('-')[1]);
  const count = (endMs - startMs) / (periodSeconds * 1000);
  const points = Array.from({ length: count }, (_, index) =>
    pointAt(startMs + index * periodSeconds * 1000, seed),
  );
  return { kind: 'series', points };
};

/** Processor time, so that others on the machine do not count. */
const busyMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

let readingMs = 0;
const signals: SignalSource = {
  read: async (reads) => {
    const beganMs = busyMs();
    const readings = new Map(
      reads.map((read) => [keyOf(read.service), { [read.signal]: readingOf(read) }]),
    );
    readingMs += busyMs() - beganMs;
    return { readings, billedMetrics: reads.length };
  },
};

const world = createMemoryWorld();
for (let index = 0; index < services; index += 1) placeService(world, viewOf(index));
const beganMs = busyMs();
const report = await learnDue({
  nowMs,
  fleet: fleetOf(),
  home,
  ports: { ...createMemoryLearningPorts(world), signals },
  deadline: { remainingMs: () => 3_600_000, signal: new AbortController().signal },
});
const learningMs = busyMs() - beganMs - readingMs;
const bytes = [...world.learnt.values()].map((each) =>
  each.kind === 'learnt' ? JSON.stringify(learntAttributes(each.learnt)).length : 0,
);
console.log(`${report.learnt.length} services learnt, ${report.failed.length} failed`);
console.log(
  `${(learningMs / 1000).toFixed(1)} s of a processor, ${(learningMs / services).toFixed(0)} ms each`,
);
console.log(
  `${report.billedMetrics} metrics billed; the largest item is ${Math.max(...bytes)} bytes`,
);
console.log(`${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB`);
