import { beforeAll, describe, expect, it } from 'vitest';
import { keyOf } from '#engine/model.ts';
import { signalSource } from '#lib/signal-source.ts';
import { learntOf } from '../../adapters/sample-learnt.ts';
import { forecastOf } from '../../engine/foresight/support.ts';
import { noiseAt } from '../../forecast/support.ts';
import { idOf, startMs } from '../../tick/support.ts';
import { type Ran, run } from '../support.ts';
import { type DailyWorld, dailyWorld } from './daily-world.ts';

const yaml = `
policies:
  web:
    min: 2
    max: 20
    vcpu: 2
    rules:
      - { kind: track, signal: cpu, target: 60 }
      - { kind: forecast, signal: cpu, target: 60 }
services:
  - { cluster: prod, name: web, policy: web }
`;

const source = signalSource('cpu', { cpu: { kind: 'cpu' } });
const none = { kind: 'none', observedHours: 0 } as const;

const ask = (line: string, given: DailyWorld, accurate: boolean): Promise<Ran> => {
  const aws = dailyWorld(given);
  const accuracy = {
    forecastError: accurate ? 0.02 : 0.39,
    asNowError: 0.5,
    asYesterdayError: 0.1,
  };
  const forecast = forecastOf(() => 700, { madeAtMs: startMs }, accuracy);
  const learnt = learntOf({ source, foresight: { envelope: none, forecast } });
  aws.learnt.set(keyOf(idOf('web')), { kind: 'learnt', learnt });
  return run(line, { aws, files: { 'fleet.yaml': yaml }, env: { FLYBALL_TABLE: 'table' } });
};

describe('the forecast of a service before its morning rise', () => {
  let ran: Ran;
  beforeAll(async () => {
    ran = await ask('forecast prod/web', { tasks: 8, days: 15 }, true);
  });

  it('says what to run, what that saves, and what it risks', () => {
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain('prod/web: 8 tasks, 2 to 20 allowed');
    expect(ran.out).toMatch(
      /13 tasks instead of 8 within [34]\d min, high priority: CPU will be above/,
    );
    expect(ran.out).toMatch(
      /high with 8 tasks: .* is 100\.0 %; low if the advice is followed: at most 0\.5 %/,
    );
    expect(ran.out).toMatch(
      /−\$\d\.\d\d over the next 24 h: .* by what cpu at 60 a task asks for \(2 vCPU and 4 GB/,
    );
  });

  it('says what its rule does with it', () => {
    expect(ran.out).toMatch(
      /acts: forecast cpu: within 150 s 700 cpu in all are expected, at most 840/,
    );
  });

  it('says how good it is, beside what costs nothing', () => {
    expect(ran.out).toMatch(
      /cpu in 120 min +\d\.\d % +\d\d\.\d % +\d\.\d % +good enough to act on/,
    );
  });

  it('draws what was and what is expected', () => {
    expect(ran.out).toContain('CPU of a task, percent, with 8 tasks');
    expect(ran.out).toMatch(/┤ *•+━+/);
    expect(ran.out).toContain('░');
  });

  it('lists the hours ahead, each with a recommendation', () => {
    expect(ran.out).toMatch(
      /60 min +89\.\d % \(8\d\.\d–9\d\.\d\) .* 99\.\d % +1[01] tasks \(medium\)/,
    );
    expect(ran.out).toMatch(/18 h +12\.\d % .* stay at 5 tasks/);
  });

  it('says what it cost and that it changed nothing', () => {
    expect(ran.out).toMatch(
      /read 3 billed metrics of the past, \$0\.00003\. Nothing was changed\.$/,
    );
  });
});

it('one that is not good enough is advice, and why', async () => {
  const wild = (atMs: number) => 400 * (1.1 + noiseAt(atMs / 60_000));
  const { out } = await ask('forecast prod/web', { tasks: 8, days: 8, load: wild }, false);
  expect(out).toMatch(
    /advises: forecast cpu: not scaled ahead by cpu, because its forecasts were off by 39 %/,
  );
  expect(out).toMatch(/cpu in 30 min +\d\d\.\d % .*not used: below 85\.0 % accurate/);
});

describe('for machines', () => {
  it('has every step, every hour and what they were made from', async () => {
    const { out } = await ask('forecast prod/web --json', { tasks: 8, days: 8 }, true);
    const told = JSON.parse(out);
    expect(told).toMatchObject({
      service: 'prod/web',
      at: new Date(startMs).toISOString(),
      present: { tasks: 8, min: 2, max: 20, requests: expect.any(Number) },
      overall: { change: 'out', priority: 'high', because: 'cpu' },
      saving: { hours: 24, against: 'goal' },
      risk: { unheeded: { level: 'high' } },
      rules: [{ kind: 'foreseen' }],
      price: { vcpu: 2, memoryGb: 4 },
      signals: { cpu: { near: { kind: 'forecast' }, far: { kind: 'forecast' } } },
    });
    expect(told.steps).toHaveLength(24);
    expect(told.hours).toHaveLength(24);
    expect(told.steps[0].cpu.expected).toBeGreaterThan(told.steps[0].cpu.low);
  });
});

it('a service of an hour is not forecast, and nothing is made up', async () => {
  const { out, code } = await ask('forecast prod/web', { tasks: 8, days: 0.02 }, false);
  expect(code).toBe(0);
  expect(out).toContain('stay at 8 tasks: nothing can be forecast');
  expect(out).toContain('unknown: no day can be forecast');
});

describe('is refused', () => {
  it.each([
    ['forecast prod/web --trace step', /needs either a service/],
    ['forecast web', /cluster\/service/],
    ['forecast prod/wep', /not enrolled; did you mean prod\/web\?/],
    ['forecast prod/web --vcpu many', /vcpu/],
  ])('%s', async (line, message) => {
    const { code, err } = await ask(line, { tasks: 8, days: 0.02 }, true);
    expect(code).toBeGreaterThan(0);
    expect(err).toMatch(message);
  });
});
