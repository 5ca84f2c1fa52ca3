/**
 * Scenario C over whole days: the function learns the past, the tick reads what it learnt, and tasks take three minutes
 * to start. The load is the same each day; nothing is given to the engine but what CloudWatch would have.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { createMemoryWorld, placeService } from '#adapters/memory/world.ts';
import { createMemoryLearningPorts, createMemoryPorts } from '#adapters/memory.ts';
import { explain } from '#engine/explain.ts';
import type { Point } from '#engine/model.ts';
import { learnDue } from '#lib/learning.ts';
import { runTick } from '#lib/tick.ts';
import { noiseAt } from '../forecast/support.ts';
import { endless, fleetOf, home, minuteMs, viewOf } from '../tick/support.ts';

const dayMs = 1440 * minuteMs;
const startsAfterMs = 3 * minuteMs;
const pastDays = 15;
/** A Tuesday. Doors open at nine. */
const beginMs = Date.UTC(2026, 1, 3, 8, 0);
const opensMs = beginMs + 60 * minuteMs;
const endMs = opensMs + 30 * minuteMs;

/** In percent of one task: 400 by night, 1200 ten minutes after the doors have opened. */
type Load = (atMs: number) => number;

const morning: Load = (atMs) => {
  const intoMs = (((atMs - opensMs) % dayMs) + dayMs) % dayMs;
  const share = intoMs < 10 * 60 * minuteMs ? Math.min(1, intoMs / (10 * minuteMs)) : 0;
  return (400 + 800 * share) * (1 + 0.03 * noiseAt(Math.floor(atMs / minuteMs)));
};

/** Another level every quarter of an hour. */
const gossip: Load = (atMs) => 200 + 500 * (1 + noiseAt(Math.floor(atMs / (15 * minuteMs))));

const policy = (rules: string): string => `
defaults:
  min: 2
  max: 60
  rules:
    - { kind: track, signal: cpu, target: 60 }
    ${rules}
services: [{ cluster: prod, name: web }]`;

const reactive = policy('');
const ahead = policy('- { kind: forecast, signal: cpu, target: 60, lead: 8m }');

type Minute = {
  readonly atMs: number;
  readonly running: number;
  readonly cpu: number;
  readonly why: string;
};

/** As if it had always been scaled well. */
const pastOf = (load: Load): Point[] =>
  Array.from({ length: pastDays * 288 }, (_, index) => {
    const atMs = beginMs + (index - pastDays * 288) * 5 * minuteMs;
    const tasks = Math.ceil(load(atMs) / 60);
    return { atMs, value: load(atMs) / tasks, tasks };
  });

const live = async (yaml: string, load: Load): Promise<readonly Minute[]> => {
  const fleet = fleetOf(yaml);
  const world = createMemoryWorld();
  const points = pastOf(load);
  const minutes: Minute[] = [];
  const starting: { readonly atMs: number; readonly count: number }[] = [];
  let running = Math.ceil(load(beginMs) / 60);
  let desired = running;
  for (let nowMs = beginMs; nowMs < endMs; nowMs += minuteMs) {
    running = starting.findLast(({ atMs }) => atMs <= nowMs)?.count ?? running;
    const cpu = Math.min(100, load(nowMs - minuteMs) / running);
    points.push({ atMs: nowMs - minuteMs, value: cpu, tasks: running });
    placeService(world, viewOf('web', desired, { running }), { cpu: { kind: 'series', points } });
    const given = { fleet, home, deadline: endless };
    if (nowMs % (15 * minuteMs) === 0) {
      await learnDue({ ...given, nowMs, ports: createMemoryLearningPorts(world) });
    }
    const report = await runTick({ ...given, tickMs: nowMs, ports: createMemoryPorts(world) });
    const [decision] = report.decisions;
    if (decision === undefined) throw new Error('nothing was decided');
    if (decision.to > decision.from) {
      starting.push({ atMs: nowMs + startsAfterMs, count: decision.to });
    } else if (decision.to < decision.from) {
      starting.push({ atMs: nowMs, count: decision.to });
    }
    desired = decision.to;
    minutes.push({ atMs: nowMs, running, cpu, why: explain(decision) });
  }
  return minutes;
};

const hottest = (minutes: readonly Minute[]): number =>
  Math.max(...minutes.filter(({ atMs }) => atMs > opensMs).map(({ cpu }) => cpu));

const taskMinutes = (minutes: readonly Minute[]): number =>
  minutes.reduce((sum, { running }) => sum + running, 0);

const at = (minutes: readonly Minute[], atMs: number): Minute => {
  const found = minutes.find((minute) => minute.atMs === atMs);
  if (found === undefined) throw new Error('no such minute');
  return found;
};

describe('a rise that comes every morning', () => {
  let seen: readonly Minute[];
  let followed: readonly Minute[];
  beforeAll(async () => {
    seen = await live(ahead, morning);
    followed = await live(reactive, morning);
  });

  it('finds its tasks at work when it comes', () => {
    expect(at(seen, opensMs).running).toBeGreaterThanOrEqual(12);
    expect(at(followed, opensMs).running).toBeLessThanOrEqual(8);
  });

  it('leaves them room, where following it leaves little', () => {
    expect(hottest(seen)).toBeLessThan(75);
    expect(hottest(followed)).toBeGreaterThan(85);
  });

  it('says what is seen coming', () => {
    const { why } = at(seen, opensMs - 5 * minuteMs);
    expect(why).toMatch(/forecast cpu: within 8 min [\d.]+ cpu in all are expected/);
  });

  it('is kept for minutes and not from the night on', () => {
    const early = at(seen, opensMs - 30 * minuteMs);
    // The bound of 95 % is worth a task.
    expect(early.running).toBeLessThanOrEqual(at(followed, early.atMs).running + 1);
    expect(taskMinutes(seen)).toBeLessThan(1.25 * taskMinutes(followed));
  });
});

describe('a load that nobody can foretell', () => {
  it('is followed as if there were no forecast, and why is said', async () => {
    const [doubted, followed] = [await live(ahead, gossip), await live(reactive, gossip)];
    expect(doubted.map(({ running }) => running)).toEqual(followed.map(({ running }) => running));
    expect(doubted.at(-1)?.why).toMatch(
      /not scaled ahead by cpu, because its forecasts were off by [\d.]+ % of late, more than 15 %/,
    );
  });
});
