/** Workers whose pace somebody guessed wrong, in closed loop: jobs wait as long as is acceptable once it is learnt. */
import { describe, expect, test } from 'vitest';
import { defaultParameters } from '#config/parameter-values.ts';
import { parseFleet } from '#config/parse.ts';
import { resolvePolicy } from '#config/resolve.ts';
import type { Policy } from '#engine/policy.ts';
import { flyball } from '#simulator/scalers/flyball.ts';
import type { Sight } from '#simulator/scalers/scaler.ts';
import { trialService } from '#simulator/scalers/web-policy.ts';
import { runTrial } from '#simulator/trial/run-trial.ts';
import { loadOf, minutes, plantFor } from '../trial/fixture.ts';

const hours = 8;

/** 60 to 100 jobs a minute. */
const wave = loadOf(minutes(hours * 60, (minute) => (80 + 20 * Math.sin(minute / 40)) / 60));

/** A task does 12 jobs a minute, so 5 to 8 of them are needed. */
const plant = {
  ...plantFor(wave.peak),
  capacityPerTask: 12 / 60,
  peakTasks: (100 / 12) * (100 / 90),
  max: 40,
};

const policyWith = (divisor: string): Policy => {
  const rule = `{ kind: backlog, ${divisor} }`;
  const settings = `queue: "https://sqs.test/1/jobs", mode: act, min: 1, max: 40, rules: [${rule}]`;
  const yaml = `services: [{ cluster: trial, name: service, ${settings} }]`;
  const parsed = parseFleet(yaml, defaultParameters);
  if (parsed.kind === 'invalid') throw new Error(JSON.stringify(parsed.problems));
  const resolved = resolvePolicy(parsed.fleet, trialService, trialService, {});
  if (resolved.kind === 'invalid') throw new Error(JSON.stringify(resolved.problems));
  return resolved.policy;
};

/** Minutes that a job waits, on average over the second half of the day. */
const waitWith = (divisor: string): number => {
  const scaler = flyball({ policy: policyWith(divisor) });
  const waits: number[] = [];
  const begin = (): ((sight: Sight) => number) => {
    const answer = scaler.begin();
    return (sight) => {
      waits.push((sight.backlog?.waiting ?? 0) / 80);
      return answer(sight);
    };
  };
  runTrial({ load: wave, plant, scaler: { ...scaler, begin }, work: 'jobs' });
  const late = waits.slice(waits.length / 2);
  return late.reduce((sum, wait) => sum + wait, 0) / late.length;
};

/** 12 jobs a minute for five minutes are 60. */
describe('with five minutes acceptable, where 60 jobs are a task’s worth', () => {
  test('who says 300 has jobs wait for 23 minutes', () => {
    expect(waitWith('perTask: 300')).toBeCloseTo(23.2, 1);
  });

  test('who says 12 has them wait for half a minute, and pays for workers that idle', () => {
    expect(waitWith('perTask: 12')).toBeCloseTo(0.5, 1);
  });

  test.each([300, 60, 12])('who says %s and has it learnt comes to just under five', (perTask) => {
    const wait = waitWith(`perTask: ${perTask}, acceptableDelay: 5m, jobsPerTaskPerMinute: learnt`);
    expect(wait).toBeGreaterThan(4.4);
    expect(wait).toBeLessThan(5);
  });
});
