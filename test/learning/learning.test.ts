import { describe, expect, it } from 'vitest';
import { createMemoryLearningPorts } from '#adapters/memory.ts';
import type { Reading } from '#engine/model.ts';
import { keyOf } from '#engine/model.ts';
import { learnDue, learnNamed } from '#lib/learning.ts';
import type { Deadline } from '#lib/ports.ts';
import { endless, fleetOf, idOf, minuteMs } from '../tick/support.ts';
import {
  cpuPast,
  crowd,
  forecastFleet,
  learningInput,
  nowMs,
  usualCpu,
  worldOfPasts,
} from './support.ts';

const hourMs = 60 * minuteMs;

/** Time is up after so many looks at the clock. */
const patience = (looks: number): Deadline => {
  let left = looks;
  const remainingMs = () => {
    left -= 1;
    return left >= 0 ? 600_000 : 0;
  };
  return { ...endless, remainingMs };
};

const webOf = (world: ReturnType<typeof crowd>) => {
  const recalled = world.learnt.get(keyOf(idOf('web')));
  if (recalled?.kind !== 'learnt') throw new Error('nothing was learnt of web');
  const cpu = recalled.learnt.signals['cpu'];
  if (cpu === undefined) throw new Error('nothing was learnt of its CPU');
  return { learnt: recalled.learnt, cpu };
};

describe('a run of learning', () => {
  it('forecasts what comes and how fast it may grow', async () => {
    const world = worldOfPasts([{ name: 'web', past: cpuPast(15, usualCpu, 4) }]);
    const report = await learnDue(learningInput(world));
    expect(report).toMatchObject({ failed: [], doubted: [], leftOver: 0, billedMetrics: 2 });
    const { learnt, cpu } = webOf(world);
    expect(learnt.learntAtMs).toBe(nowMs);
    const { forecast, envelope } = cpu.foresight;
    if (forecast.kind === 'none') throw new Error('15 days are enough');
    expect(forecast.madeAtMs).toBe(nowMs - 5 * minuteMs);
    forecast.leads.forEach(({ expected }, lead) => {
      const truth = usualCpu(lead - 1 + 28 * 288) * 4;
      expect(Math.abs(expected / truth - 1)).toBeLessThan(0.05);
    });
    // A point each five minutes is a fifth of the minutes that an envelope asks for.
    expect(envelope).toEqual({ kind: 'none', observedHours: expect.any(Number) });
    expect(cpu.day.kind).toBe('forecast');
  });

  it('reckons with what the calendar of the fleet file knows', async () => {
    const occasion =
      'occasions: [{ name: sale, from: 2026-02-02T10:00, to: 2026-02-02T12:00, timeZone: UTC, times: 4 }]';
    const expected = async (yaml: string) => {
      const world = worldOfPasts([{ name: 'web', past: cpuPast(3, usualCpu, 4) }]);
      await learnDue(learningInput(world, { fleet: fleetOf(`${forecastFleet}\n${yaml}`) }));
      const { forecast } = webOf(world).cpu.foresight;
      return forecast.kind === 'none' ? [] : forecast.leads.map((lead) => lead.expected);
    };
    const [plain, sale] = [await expected(''), await expected(occasion)];
    const at = (minutes: number) => (sale[minutes / 5] ?? 0) / (plain[minutes / 5] ?? 0);
    expect(at(30)).toBeCloseTo(1, 6);
    expect(at(60)).toBeCloseTo(4, 6);
  });

  it('takes everybody in turn, each once an hour', async () => {
    const world = crowd(60);
    let learnt = 0;
    for (let quarter = 0; quarter < 5; quarter += 1) {
      const report = await learnDue(
        learningInput(world, { nowMs: nowMs + quarter * 15 * minuteMs }),
      );
      learnt += report.learnt.length;
      if (quarter === 0) expect(report.learnt).toHaveLength(60);
    }
    expect(learnt).toBe(120);
  });

  it('stops before its time is up, and the next run begins where it stopped', async () => {
    const world = crowd(60);
    const first = await learnDue(learningInput(world, { deadline: patience(1) }));
    expect(first).toMatchObject({ leftOver: 48, failed: [] });
    expect(first.learnt).toHaveLength(12);
    const second = await learnDue(learningInput(world));
    expect(second.learnt).toHaveLength(48);
    expect(new Set([...first.learnt, ...second.learnt]).size).toBe(60);
  });

  it('that is delivered twice at once, learns once', async () => {
    const world = crowd(30);
    const reports = await Promise.all([
      learnDue(learningInput(world)),
      learnDue(learningInput(world)),
    ]);
    expect(reports.map(({ overtaken }) => overtaken).toSorted()).toEqual([false, true]);
    expect(reports.flatMap(({ learnt }) => learnt)).toHaveLength(30);
  });

  it('that dies half-way leaves those out that it died of, and no others', async () => {
    const world = crowd(60);
    const ports = createMemoryLearningPorts(world);
    const dying = { read: () => new Promise<never>(() => undefined) };
    void learnDue(learningInput(world, {}, { signals: dying }));
    while (world.learningProgress.length === 0) await new Promise(setImmediate);
    const after = await learnDue(learningInput(world, {}, ports));
    expect(after.learnt).toHaveLength(48);
  });

  it('one service whose forecast cannot be kept stops nobody', async () => {
    const world = crowd(10);
    const { book } = createMemoryLearningPorts(world);
    const keep: typeof book.keep = async (id, ...rest) => {
      if (id.name === 's3') throw new Error('no room');
      return book.keep(id, ...rest);
    };
    const report = await learnDue(learningInput(world, {}, { book: { keep } }));
    expect(report.learnt).toHaveLength(9);
    expect(report.failed.map(({ service }) => service)).toEqual([keyOf(idOf('s3'))]);
  });

  it('a group that cannot be read is told by name, and others go on', async () => {
    const world = crowd(30);
    const { signals } = createMemoryLearningPorts(world);
    let calls = 0;
    const read: typeof signals.read = async (...args) => {
      calls += 1;
      if (calls <= 2) throw new Error('CloudWatch is gone');
      return signals.read(...args);
    };
    const report = await learnDue(learningInput(world, {}, { signals: { ...signals, read } }));
    expect(report.failed.length).toBeGreaterThan(0);
    expect(report.failed.length + report.learnt.length).toBe(30);
  });

  it('with nobody to learn about does nothing', async () => {
    const report = await learnDue(learningInput(crowd(0)));
    expect(report).toMatchObject({ learnt: [], failed: [], billedMetrics: 0 });
  });
});

describe('what no rule goes by', () => {
  const trackFleet = fleetOf('defaults: { rules: [{ kind: track, signal: cpu, target: 60 }] }');
  const learnAt = async (world: ReturnType<typeof crowd>, hours: number) => {
    const at = { nowMs: nowMs + hours * hourMs, fleet: trackFleet };
    return (await learnDue(learningInput(world, at))).learnt.length;
  };

  it('is learnt every fourth hour, for people', async () => {
    const world = crowd(10);
    const learnt: number[] = [];
    for (let hours = 0; hours <= 8; hours += 1) learnt.push(await learnAt(world, hours));
    expect(learnt).toEqual([10, 0, 0, 0, 10, 0, 0, 0, 10]);
  });

  it('is learnt at once when some rule comes to go by it', async () => {
    const world = crowd(10);
    await learnAt(world, 0);
    const { learnt } = await learnDue(learningInput(world, { nowMs: nowMs + hourMs }));
    expect(learnt).toHaveLength(10);
  });

  it('is never left out by a fleet that is always behind and skips hours', async () => {
    const world = crowd(10);
    const learnt: number[] = [];
    // Every run is three hours late, so that it always finds the same hours of the day.
    for (let hours = 0; hours <= 12; hours += 3) learnt.push(await learnAt(world, hours));
    expect(learnt).toEqual([10, 0, 10, 0, 10]);
  });

  it('is learnt when nobody can say how old it is', async () => {
    const world = crowd(10);
    await learnAt(world, 0);
    const failing = { load: async () => Promise.reject(new Error('the table is gone')) };
    const at = { nowMs: nowMs + hourMs, fleet: trackFleet };
    const { learnt } = await learnDue(learningInput(world, at, { foresights: failing }));
    expect(learnt).toHaveLength(10);
  });

  it('is learnt on demand, however new it is', async () => {
    const world = crowd(2);
    await learnAt(world, 0);
    const named = await learnNamed(['prod/s1'], learningInput(world, { fleet: trackFleet }));
    expect(named.learnt).toEqual([keyOf(idOf('s1'))]);
  });
});

describe('on demand', () => {
  it('those that are named are learnt, whoever has the turn', async () => {
    const world = crowd(10);
    const report = await learnNamed(['prod/s1', keyOf(idOf('s2'))], learningInput(world));
    expect(report.learnt.toSorted()).toEqual(['s1', 's2'].map((name) => keyOf(idOf(name))));
    expect(world.learningProgress).toEqual([]);
  });

  it('a stranger is told of', async () => {
    const report = await learnNamed(['prod/nobody'], learningInput(crowd(1)));
    expect(report.skipped).toEqual([
      { service: 'prod/nobody', why: expect.stringContaining('not managed here') },
    ]);
  });
});

describe('a past that cannot be read now', () => {
  const failed: Reading = { kind: 'failed', cause: 'throttled' };

  it('leaves what is known, and says why it grows old', async () => {
    const world = worldOfPasts([{ name: 'web', past: cpuPast(3, usualCpu, 4) }]);
    await learnDue(learningInput(world));
    const { cpu: known } = webOf(world);
    world.readings.set(keyOf(idOf('web')), { cpu: failed });
    const later = nowMs + hourMs;
    const report = await learnDue(learningInput(world, { nowMs: later }));
    expect(report.doubted).toEqual([
      { service: keyOf(idOf('web')), signal: 'cpu', doubt: { kind: 'unread', cause: 'throttled' } },
    ]);
    const { cpu } = webOf(world);
    expect(cpu.foresight).toEqual(known.foresight);
    expect(cpu.doubt).toEqual({ kind: 'unread', cause: 'throttled' });
  });

  it('of a service that is new is nothing known', async () => {
    const world = worldOfPasts([{ name: 'web', past: failed }]);
    await learnDue(learningInput(world));
    expect(webOf(world).cpu.foresight.forecast).toEqual({ kind: 'none', observedHours: 0 });
  });
});

describe('what learning costs', () => {
  const month = '2026-02';

  it('is counted with what ticks read', async () => {
    const world = crowd(30);
    world.spend.set(month, { freeRequests: 7, paidMetrics: 1_000 });
    const { billedMetrics } = await learnDue(learningInput(world));
    expect(billedMetrics).toBeGreaterThan(0);
    expect(world.spend.get(month)).toEqual({
      freeRequests: 7,
      paidMetrics: 1_000 + billedMetrics,
    });
  });

  const underCeiling = (world: ReturnType<typeof crowd>) => {
    const input = learningInput(world);
    const parameters = { ...input.fleet.parameters, MonthlyMetricBudgetUsd: 5 };
    return { ...input, fleet: { ...input.fleet, parameters } };
  };

  it.each([
    { paidMetrics: 499_000, learnt: 30 },
    { paidMetrics: 500_000, learnt: 0 },
  ])('under a ceiling of $5, with $paidMetrics metrics read, $learnt are learnt', async (row) => {
    const world = crowd(30);
    world.spend.set(month, { freeRequests: 0, paidMetrics: row.paidMetrics });
    const report = await learnDue(underCeiling(world));
    expect(report.learnt).toHaveLength(row.learnt);
    expect(report.leftOver).toBe(30 - row.learnt);
  });

  it('that cannot be written down fails the run, which has learnt all the same', async () => {
    const world = crowd(10);
    const { spend } = createMemoryLearningPorts(world);
    const broken = { ...spend, add: () => Promise.reject(new Error('AccessDenied')) };
    const report = await learnDue(learningInput(world, {}, { spend: broken }));
    expect(report.learnt).toHaveLength(10);
    expect(report.failed).toMatchObject([{ service: 'spend' }]);
  });
});
