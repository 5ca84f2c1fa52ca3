import { describe, expect, it } from 'vitest';
import { createMemoryLearningPorts } from '#adapters/memory.ts';
import { keyOf } from '#engine/model.ts';
import { createRun } from '#lambdas/forecast/run.ts';
import { clocks } from '#lib/function/clock.ts';
import type { LearningPorts } from '#lib/learning-ports.ts';
import { createRecorder } from '../../function/recorder.ts';
import {
  cpuPast,
  crowd,
  forecastFleet,
  nowMs,
  usualCpu,
  worldOfPasts,
} from '../../learning/support.ts';
import { fleetOf, home, idOf } from '../../tick/support.ts';

const context = { getRemainingTimeInMillis: () => 600_000 };
const event = { kind: 'forecast', scheduledTime: new Date(nowMs).toISOString() };

const runOver = (
  world: ReturnType<typeof crowd>,
  {
    ports = {},
    lateMs = 0,
  }: { readonly ports?: Partial<LearningPorts>; readonly lateMs?: number } = {},
) => {
  const { log, lines, metrics, values } = createRecorder();
  const run = createRun({
    fleet: fleetOf(forecastFleet),
    home,
    ports: { ...createMemoryLearningPorts(world), ...ports },
    clock: lateMs === 0 ? clocks.event : () => nowMs + lateMs,
    log,
    metrics,
  });
  return { run: (given: unknown = event) => run(given, context), lines, values };
};

describe('an invocation', () => {
  it('counts what it learnt, what nobody can act on, and what it read', async () => {
    const pasts = [
      { name: 'good', past: cpuPast(6, usualCpu, 4) },
      { name: 'young', past: cpuPast(0.02, usualCpu, 4) },
    ];
    const { run, lines, values } = runOver(worldOfPasts(pasts));
    await run();
    expect(Object.fromEntries(values)).toMatchObject({
      ForecastsMade: 2,
      ForecastsUnused: 1,
      ForecastMetricsRead: 4,
    });
    expect(lines.filter(({ level }) => level !== 'debug')).toMatchObject([
      { level: 'info', message: 'learnt', extra: [{ services: 2, unused: 1, leftOver: 0 }] },
    ]);
  });

  it('fails when one service fails, after all others were learnt', async () => {
    const world = crowd(5);
    const { book } = createMemoryLearningPorts(world);
    const keep: typeof book.keep = async (id, ...rest) => {
      if (id.name === 's3') throw new Error('no room');
      return book.keep(id, ...rest);
    };
    const { run } = runOver(world, { ports: { book: { keep } } });
    await expect(run()).rejects.toThrow(`failed for ${keyOf(idOf('s3'))}; the log has each cause`);
    expect(world.learnt.size).toBe(4);
  });

  it('of over half an hour ago is refused: a later one has been', async () => {
    const { run } = runOver(crowd(1), { lateMs: 31 * 60_000 });
    await expect(run()).rejects.toThrow('the next forecast takes over');
  });

  it('from the future is refused, or nobody would have a turn until then', async () => {
    const world = crowd(1);
    const { run } = runOver(world, { lateMs: -2 * 60_000 });
    await expect(run()).rejects.toThrow('send the time it is due');
    expect(world.learningProgress).toEqual([]);
  });

  it('on demand learns those that are named', async () => {
    const world = crowd(3);
    await runOver(world).run({ ...event, services: ['prod/s1'] });
    expect([...world.learnt.keys()]).toEqual([keyOf(idOf('s1'))]);
  });
});
