/** When a forecast that cannot be used is worth an alert. */
import { describe, expect, it } from 'vitest';
import { rememberState } from '#adapters/memory/world.ts';
import type { Foresight } from '#engine/foresight/foresight.ts';
import { keyOf } from '#engine/model.ts';
import type { RecalledLearnt } from '#lib/ports.ts';
import { signalSource } from '#lib/signal-source.ts';
import { runTick } from '#lib/tick.ts';
import { stateOf } from '../adapters/sample.ts';
import { learntOf } from '../adapters/sample-learnt.ts';
import { forecastOf } from '../engine/foresight/support.ts';
import { fleetOf, idOf, inputOf, minuteMs, startMs, withPorts, worldOf } from './support.ts';

const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const policyOf = (rules: string) => `
policies:
  ahead:
    min: 1
    max: 50
    rules:
      - { kind: track, signal: cpu, target: 60 }
${rules}
services:
  - { cluster: prod, name: web, policy: ahead }
`;
const ahead = policyOf('      - { kind: forecast, signal: cpu, target: 60 }');
const reactive = policyOf('');

const off = (forecastError: number, asNowError = 0.4) => ({
  forecastError,
  asNowError,
  asYesterdayError: null,
});

const forecast = (
  accuracy: Parameters<typeof forecastOf>[2],
  changes: Parameters<typeof forecastOf>[1] = {},
): Foresight => ({
  envelope: { kind: 'none', observedHours: 0 },
  forecast: forecastOf(() => 100, { madeAtMs: startMs, ...changes }, accuracy),
});

const recalledOf = (foresight: Foresight): RecalledLearnt => ({
  kind: 'learnt',
  learnt: learntOf({ source: signalSource('cpu', { cpu: { kind: 'cpu' } }), foresight }),
});

const worldWith = (recalled: RecalledLearnt) => {
  const world = worldOf([{ name: 'web', desired: 4, cpu: 60 }]);
  rememberState(world, idOf('web'), stateOf({ knownDesired: 4 }));
  world.learnt.set(keyOf(idOf('web')), recalled);
  return world;
};

const tick = (world: ReturnType<typeof worldOf>, yaml = ahead, tickMs = startMs) =>
  runTick(inputOf(world, { fleet: fleetOf(yaml), tickMs }));

const messagesIn = ({ openAlerts }: ReturnType<typeof worldOf>) =>
  [...openAlerts.values()]
    .filter(({ code }) => code === 'forecast-unusable')
    .map(({ message }) => message);

const none = (observedHours: number): Foresight => ({
  envelope: { kind: 'none', observedHours },
  forecast: { kind: 'none', observedHours },
});

describe('a service with a forecast rule', () => {
  it.each([
    { what: 'off by more than the bar', foresight: forecast(off(0.23)), says: /23 %.*15 %/ },
    { what: 'no better than "as now"', foresight: forecast(off(0.1, 0.08)), says: /10 %.*8 %/ },
    { what: 'never tried', foresight: forecast(null), says: /could not be tried/ },
    {
      what: 'three hours old',
      foresight: forecast(off(0.05), { madeAtMs: startMs - 3 * hourMs }),
      says: /3 h old|180 min old|10800 s old/,
    },
    { what: 'not there', foresight: none(0), says: /there is no forecast/ },
  ])('has an alert, with the numbers, when its forecast is $what', async ({ foresight, says }) => {
    const world = worldWith(recalledOf(foresight));
    await tick(world);
    expect(messagesIn(world)).toEqual([expect.stringMatching(says)]);
  });

  it.each([
    { what: 'good', foresight: forecast(off(0.05)) },
    { what: 'of half an hour', foresight: none(0.5) },
    {
      what: 'of less than a day',
      foresight: forecast(off(0.5), { method: { kind: 'level' } }),
    },
  ])('has none when what is known is $what', async ({ foresight }) => {
    const world = worldWith(recalledOf(foresight));
    await tick(world);
    expect(messagesIn(world)).toEqual([]);
  });
});

it('without a rule that looks ahead, a bad forecast is advice and no alert', async () => {
  const world = worldWith(recalledOf(forecast(off(0.5))));
  await tick(world, reactive);
  expect(messagesIn(world)).toEqual([]);
});

it('is told after a day, and over by itself when forecasts are good again', async () => {
  const world = worldWith(recalledOf(forecast(off(0.23))));
  const told = () =>
    world.notifications
      .map(({ subject }) => subject)
      .filter((subject) => subject.includes('forecast-unusable'));
  const learnAgain = (error: number, tickMs: number) =>
    world.learnt.set(keyOf(idOf('web')), recalledOf(forecast(off(error), { madeAtMs: tickMs })));
  for (const hours of [0, 12, 23]) {
    learnAgain(0.23, startMs + hours * hourMs);
    await tick(world, ahead, startMs + hours * hourMs);
  }
  expect(told()).toEqual([]);
  learnAgain(0.23, startMs + dayMs);
  await tick(world, ahead, startMs + dayMs);
  expect(told()).toEqual(['Flyball warning: forecast-unusable']);
  learnAgain(0.05, startMs + dayMs + hourMs);
  await tick(world, ahead, startMs + dayMs + hourMs);
  expect(told().at(-1)).toBe('Flyball info: forecast-unusable (resolved)');
  expect(messagesIn(world)).toEqual([]);
});

it('stays as it is while what was learnt cannot be loaded', async () => {
  const world = worldWith(recalledOf(forecast(off(0.23))));
  await tick(world);
  const load = () => Promise.reject(new Error('throttled'));
  const next = { fleet: fleetOf(ahead), tickMs: startMs + minuteMs };
  await runTick({ ...withPorts(world, { foresights: { load } }), ...next });
  expect(messagesIn(world)).toHaveLength(1);
});
