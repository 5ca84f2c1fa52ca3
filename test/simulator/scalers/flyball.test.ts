/** Flyball on trial must be Flyball: the engine's own decisions on what a tick would have read. */
import { describe, expect, test } from 'vitest';
import type { Schedule } from '#config/schedule.ts';
import { decide } from '#engine/decide.ts';
import type { Policy } from '#engine/policy.ts';
import { flyball, unknownSignals } from '#simulator/scalers/flyball.ts';
import type { MetricPoint, Sight } from '#simulator/scalers/scaler.ts';
import { trialView } from '#simulator/scalers/trial-view.ts';
import { usualCpuTarget, webPolicy } from '#simulator/scalers/web-policy.ts';
import { scoreOf } from '#simulator/scores/score.ts';
import { runTrial } from '#simulator/trial/run-trial.ts';
import { loadOf, minuteMs, minutes, plantFor, startMs } from '../trial/fixture.ts';

const bounds = { min: 1, max: 50 };
const web: Policy = webPolicy({ ...bounds, cpuTarget: 60 });

const tracking = (signal: string, kind: 'requests' | 'latency' | 'cpu', target: number): Policy => {
  const [rule] = web.rules;
  if (rule?.kind !== 'track') throw new Error('The web policy tracks');
  const definition = kind === 'latency' ? { kind, statistic: 'p95' } : { kind };
  return {
    ...web,
    rules: [{ ...rule, name: signal, signal, target, saturation: null }],
    signals: { [signal]: definition },
  };
};

const points = (cpuPercents: readonly (number | null)[]): readonly MetricPoint[] =>
  cpuPercents.map((cpuPercent, index) => ({
    atMs: startMs + index * minuteMs,
    cpuPercent,
    tasks: cpuPercent === null ? 0 : 4,
    requests: 600,
    jobs: null,
  }));

const sight = (seen: Partial<Sight>): Sight => ({
  nowMs: startMs + 21 * minuteMs,
  desired: 4,
  running: 4,
  pending: 0,
  minutes: [],
  thirds: [],
  fine: [],
  hours: [],
  backlog: null,
  ...seen,
});

describe('the policy', () => {
  test('is what the stack parameters say, within the bounds of the trial', () => {
    expect(usualCpuTarget).toBe(60);
    expect(web).toMatchObject({ mode: 'act', min: 1, max: 50, maxIsDefault: false });
    expect(web.rules).toMatchObject([{ kind: 'track', signal: 'cpu', target: 60 }]);
  });

  test('may be read from any signal that a load can tell', () => {
    expect(unknownSignals(web)).toEqual([]);
    expect(unknownSignals(tracking('requests', 'requests', 600))).toEqual([]);
    expect(unknownSignals(tracking('slow', 'latency', 300))).toEqual(['slow']);
  });

  test('is refused when it goes by one that a load cannot tell', () => {
    expect(() => flyball({ policy: tracking('slow', 'latency', 300) })).toThrow(
      /goes by slow, which a trace of load says nothing about; .* cpu, requests or queueDepth/,
    );
  });

  test('acts and has no challenger, whatever it says: nobody else would carry it out', () => {
    const observing: Policy = { ...web, mode: 'observe', challenger: web };
    const once = flyball({ policy: observing }).begin();
    const hot = points(Array.from({ length: 20 }, () => 85));
    expect(once(sight({ minutes: hot }))).toBe(6);
  });
});

describe('what it decides', () => {
  const hot = points(Array.from({ length: 20 }, () => 85));

  test('is what the engine decides on the same reading', () => {
    const view = trialView({ desired: 4, running: 4, pending: 0 });
    const series = hot.map(({ atMs, cpuPercent, tasks }) => ({
      atMs,
      value: cpuPercent ?? 0,
      tasks,
    }));
    const { decision } = decide({
      policy: web,
      observation: { view, readings: { cpu: { kind: 'series', points: series } } },
      state: null,
      overrides: [],
      windows: [],
      nowMs: startMs + 21 * minuteMs,
    });
    expect(flyball({ policy: web }).begin()(sight({ minutes: hot }))).toBe(decision.to);
    expect(decision.to).toBeGreaterThan(4);
  });

  test('follows requests where the policy does', () => {
    // 600 requests a minute, 100 a task.
    const answer = flyball({ policy: tracking('requests', 'requests', 100) }).begin();
    expect(answer(sight({ minutes: hot }))).toBe(6);
  });

  test('counts 20-second points of requests as a minute has them', () => {
    const policy = tracking('requests', 'requests', 300);
    const answer = flyball({ policy, resolutionSeconds: 20 }).begin();
    expect(answer(sight({ thirds: hot, minutes: [] }))).toBe(6);
  });

  test('holds where no metric is there', () => {
    const answer = flyball({ policy: web }).begin();
    expect(answer(sight({ minutes: points([null, null]) }))).toBe(4);
    expect(answer(sight({}))).toBe(4);
  });

  test('comes from a clean memory at each beginning', () => {
    const scaler = flyball({ policy: web });
    const [once, again] = [scaler.begin(), scaler.begin()];
    const low = sight({ minutes: points(Array.from({ length: 20 }, () => 10)) });
    expect(once(low)).toBe(again(low));
    // The first sight of a service takes nothing away.
    expect(once(low)).toBe(4);
  });

  test('keeps to the windows of a schedule', () => {
    const schedule: Schedule = {
      name: 'sale',
      when: { kind: 'cron', pattern: '0 9 * * *', forSeconds: 3600 },
      timeZone: 'UTC',
      except: [],
      min: 12,
      max: null,
    };
    const answer = flyball({ policy: web, schedules: [schedule] }).begin();
    expect(answer(sight({ minutes: points([30]) }))).toBe(12);
  });
});

describe('on trial', () => {
  const step = loadOf(minutes(300, (minute) => (minute < 120 ? 40 : 120)));
  const plant = plantFor(120);
  const policy = webPolicy({ ...plant, cpuTarget: 60 });

  test('it carries a step of three times the load, and lets go of it afterwards', () => {
    const back = loadOf(minutes(360, (minute) => (minute >= 120 && minute < 200 ? 120 : 40)));
    const { running } = runTrial({ load: back, plant, scaler: flyball({ policy }) });
    // 4 and 12 tasks' worth of load, at 60 %, within the dead band of 10 %.
    expect(running[115]).toBeGreaterThanOrEqual(6);
    expect(running[115]).toBeLessThanOrEqual(8);
    expect(running[160]).toBeGreaterThanOrEqual(18);
    expect(running[359]).toBeLessThanOrEqual(8);
  });

  test('it remembers what it did: an action is not taken for somebody else’s', () => {
    const { actions } = runTrial({ load: step, plant, scaler: flyball({ policy }) });
    const outs = actions.filter(
      ({ atMs, from, to }) => atMs > startMs + 115 * minuteMs && to > from,
    );
    expect(outs.length).toBeGreaterThan(0);
    expect(outs.length).toBeLessThanOrEqual(5);
  });

  test('with 20-second metrics it reacts sooner, and asks for no more in the end', () => {
    const run = (resolutionSeconds: 60 | 20, tickSeconds: 60 | 20) => {
      const scaler = flyball({ policy, resolutionSeconds, tickSeconds });
      const outcome = runTrial({ load: step, plant, scaler });
      return { last: outcome.running.at(-1), ...scoreOf(scaler, outcome) };
    };
    const [usual, fine, finest] = [run(60, 60), run(20, 60), run(20, 20)];
    expect(fine.reactionSeconds ?? Infinity).toBeLessThan(usual.reactionSeconds ?? 0);
    expect(finest.reactionSeconds ?? Infinity).toBeLessThan(usual.reactionSeconds ?? 0);
    for (const { last } of [usual, fine, finest]) {
      expect(last).toBeGreaterThanOrEqual(18);
      expect(last).toBeLessThanOrEqual(23);
    }
  });
});
