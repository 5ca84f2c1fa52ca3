import { expect, it } from 'vitest';
import { createMemoryWorld, type MemoryWorld, placeService } from '#adapters/memory/world.ts';
import type { Reading } from '#engine/model.ts';
import { minuteMs, startMs, viewOf } from '../../tick/support.ts';
import { run } from '../support.ts';

const env = { FLYBALL_TABLE: 'flyball' };

/** One point a minute, the newest of the minute that has just ended. */
const minutes = (count: number, value: (minutesAgo: number) => number): Reading => ({
  kind: 'series',
  points: Array.from({ length: count }, (_, index) => {
    const ago = count - index;
    return { atMs: startMs - ago * minuteMs, value: value(ago), tasks: 4 };
  }),
});

const withCpu = (cpu: Reading | null): MemoryWorld => {
  const world = createMemoryWorld();
  placeService(world, viewOf('web', 4), cpu === null ? {} : { cpu });
  return world;
};

it('draws the last thousand points and lists the newest', async () => {
  const aws = withCpu(minutes(1_500, (ago) => (ago > 500 ? 20 : 80)));
  const { code, out } = await run('history prod/web --signal cpu', { env, aws });
  expect(code).toBe(0);
  expect(out).toMatch(/^cpu of prod\/web, 2026-01-04 16:20 to 2026-01-05 09:00 UTC: 20\S* to 80/);
  expect(out).toContain('50.0 on average, in 1000 points');
  expect(out).toMatch(/^▂{31,32}█{32,33}$/m);
  expect(out).toMatch(/2026-01-05 08:59 +80\.0 +4\.00\nand 985 before these/);
});

it('is blank where nothing was measured', async () => {
  const aws = withCpu(minutes(100, () => 50));
  const { out } = await run('history prod/web --signal cpu', { env, aws });
  expect(out).toMatch(/^ {57}█{7}$/m);
});

it('has all points as data', async () => {
  const aws = withCpu(minutes(1_500, (ago) => ago));
  const { out } = await run('history prod/web --signal cpu --json', { env, aws });
  const { points, ...rest } = JSON.parse(out);
  expect(points).toHaveLength(1_000);
  expect(points.at(-1)).toEqual({ atMs: startMs - minuteMs, value: 1, tasks: 4 });
  expect(rest).toMatchObject({ service: 'prod/web', signal: 'cpu', periodSeconds: 60 });
});

it('says that nothing was measured', async () => {
  const { code, out } = await run('history prod/web --signal cpu', { env, aws: withCpu(null) });
  expect(code).toBe(0);
  expect(out).toContain('nothing was measured');
});

it.each([
  ['history prod/web --signal nonsense', 1, 'there is no signal nonsense of this service'],
  ['history prod/gone --signal cpu', 1, 'ECS did not describe prod/gone'],
  ['history prod/web --signal cpu --since 2h', 2, '--since is for decisions'],
  ['history prod/web --signal cpu --period 2m', 2, '--period 2m is none of 1m, 5m, 1h'],
  ['history prod/web --period 5m', 2, 'name a signal too'],
])('%s says what is wrong', async (line, code, err) => {
  expect(await run(line, { env, aws: withCpu(null) })).toMatchObject({
    code,
    err: expect.stringContaining(err),
  });
});
