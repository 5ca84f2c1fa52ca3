/** A service with three signals, as many have: CPU, requests per task, and memory, which follows CPU a little. */
import { defaultParameters } from '#config/parameter-values.ts';
import { parseFleet } from '#config/parse.ts';
import { resolvePolicy } from '#config/resolve.ts';
import type { Policy } from '#engine/policy.ts';
import type { Contestant } from '#simulator/scalers/contestants.ts';
import { flyball, type Reads } from '#simulator/scalers/flyball.ts';
import type { Tell } from '#simulator/scalers/flyball-readings.ts';
import { trialService } from '#simulator/scalers/web-policy.ts';
import { usualPlant } from '#simulator/trial/setup.ts';

const usualTarget = 60;
const targets = [45, 50, 55, 60, 65, 70, 75, 80, 85];

const minuteMs = 60_000;

/** Requests a minute that a task does at full load. */
const fullRequests = usualPlant.capacityPerTask * 60;

export const threeSignalPolicy = (cpuTarget: number): Policy => {
  const perTask = Math.round((fullRequests * (cpuTarget + 10)) / 100);
  const rules = `[{ kind: track, signal: cpu, target: ${cpuTarget} }, { kind: track, signal: requestsPerTask, target: ${perTask} }, { kind: track, signal: memory, target: 75 }]`;
  const { min, max } = usualPlant;
  const yaml = `defaults: { min: ${min}, max: ${max}, rules: ${rules} }`;
  const parsed = parseFleet(yaml, { ...defaultParameters, Mode: 'act' });
  if (parsed.kind === 'invalid') throw new Error(JSON.stringify(parsed.problems));
  const resolved = resolvePolicy(parsed.fleet, trialService, trialService, {});
  if (resolved.kind === 'invalid') throw new Error(JSON.stringify(resolved.problems));
  return resolved.policy;
};

/** Between 35 and 50 %, with a stray of a point. */
export const memoryBesideCpu: Tell = (signal, minutes) =>
  signal === 'memory'
    ? {
        kind: 'series',
        points: minutes.flatMap(({ atMs, cpuPercent, tasks }) => {
          const stray = (((atMs / minuteMs) * 7919) % 100) / 100;
          return cpuPercent === null
            ? []
            : [{ atMs, tasks, value: 35 + 0.15 * cpuPercent + stray }];
        }),
      }
    : null;

export const threeSignals = (reads: Reads) => {
  let ticks = 0;
  const counts = new Map<string, number>();
  const contestant: Contestant = {
    name: 'flyball',
    knobs: targets,
    usual: usualTarget,
    at: (target) =>
      flyball({
        policy: threeSignalPolicy(target),
        reads,
        tell: memoryBesideCpu,
        onReads: (signals) => {
          if (target !== usualTarget) return;
          ticks += 1;
          for (const signal of signals) counts.set(signal, (counts.get(signal) ?? 0) + 1);
        },
      }),
  };
  const tally = (): Readonly<Record<string, number>> =>
    Object.fromEntries([...counts].map(([signal, count]) => [signal, count / ticks]));
  return { contestant, tally };
};
