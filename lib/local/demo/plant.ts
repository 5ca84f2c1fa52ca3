/** The plant behind examples/demo/fleet.yaml: what its services would meet in the world. */
import type { ServiceSetup } from '#simulator/plant/setup.ts';
import { bursts, steady, wave } from '#simulator/plant/shapes.ts';
import { type Plant, plantOf } from '../plant.ts';
import { ahead } from './ahead.ts';

const enabled = { 'flyball:enabled': 'true' };
const minuteMs = 60_000;

const shop = (startMs: number): readonly ServiceSetup[] => {
  const web = { cluster: 'shop', tags: enabled, noise: 0.1 };
  const behind = (name: string) => ({ name, loadBalancer: 'shop' });
  const hourly = { periodMinutes: 60, lowAtMs: startMs - 10 * minuteMs, noise: 0.05 };
  return [
    {
      ...web,
      name: 'storefront',
      desired: 3,
      load: wave({ ...hourly, low: 120, high: 720, seed: 1 }),
      targetGroup: behind('storefront'),
    },
    {
      ...web,
      name: 'checkout',
      desired: 6,
      load: wave({ ...hourly, low: 80, high: 420, lowAtMs: startMs + 15 * minuteMs, seed: 2 }),
      targetGroup: behind('checkout'),
    },
    {
      ...web,
      name: 'search',
      desired: 4,
      startLagSeconds: { medianSeconds: 180, spread: 0.2 },
      load: wave({ ...hourly, low: 150, high: 600, periodMinutes: 90, seed: 3 }),
      targetGroup: behind('search'),
    },
    {
      ...web,
      name: 'offers',
      desired: 4,
      load: wave({ ...hourly, low: 300, high: 380, seed: 4 }),
    },
  ];
};

const worker = { cluster: 'jobs', tags: enabled, desired: 0, startLagSeconds: 25 };
const often = { everyMinutes: 45 };

const jobs = (startMs: number): readonly ServiceSetup[] => {
  const at = (minutes: number): number => startMs + minutes * minuteMs;
  const documents = bursts({ ...often, perSecond: 1.6, lastsMinutes: 12, beginsAtMs: at(3) });
  const invoices = wave({ low: 0.1, high: 1.4, periodMinutes: 50, lowAtMs: at(-15) });
  const thumbnails = bursts({ ...often, perSecond: 6, lastsMinutes: 5, beginsAtMs: at(8) });
  return [
    {
      ...worker,
      name: 'documents',
      queue: { name: 'documents', secondsPerJob: 8, arrivals: documents },
    },
    {
      ...worker,
      name: 'invoices',
      desired: 3,
      queue: { name: 'invoices', secondsPerJob: 4, arrivals: invoices },
    },
    {
      ...worker,
      name: 'thumbnails',
      queue: { name: 'thumbnails', secondsPerJob: 2, arrivals: thumbnails },
    },
  ];
};

const pools = (startMs: number): readonly ServiceSetup[] => {
  const pool = { cluster: 'pools', tags: enabled, noise: 0.1 };
  const behind = (name: string) => ({ targetGroup: { name, loadBalancer: 'pools' } });
  const slow = { periodMinutes: 70, lowAtMs: startMs - 5 * minuteMs, noise: 0.08 };
  const load = (low: number, high: number, seed: number) => wave({ ...slow, low, high, seed });
  return [
    { ...pool, name: 'database', desired: 2, load: load(60, 430, 5), ...behind('database') },
    { ...pool, name: 'cache', desired: 2, load: load(50, 300, 6), ...behind('cache') },
    { ...pool, name: 'http', desired: 4, load: load(90, 700, 7), ...behind('http') },
  ];
};

const guards = (startMs: number): readonly ServiceSetup[] => [
  {
    cluster: 'guards',
    name: 'only-observed',
    desired: 3,
    load: wave({ low: 60, high: 300, periodMinutes: 45, lowAtMs: startMs }),
  },
  { cluster: 'guards', name: 'two-masters', desired: 2, tags: enabled, load: steady(90) },
  {
    cluster: 'guards',
    name: 'by-tag-alone',
    desired: 2,
    tags: { ...enabled, 'flyball:max': '6' },
    load: wave({ low: 40, high: 260, periodMinutes: 55, lowAtMs: startMs }),
  },
  {
    cluster: 'guards',
    name: 'bad-tag',
    desired: 2,
    tags: { ...enabled, 'flyball:max': 'lots' },
    load: steady(60),
  },
];

export const demoPlant = (startMs: number): Plant =>
  plantOf(
    [...shop(startMs), ...ahead(startMs), ...jobs(startMs), ...pools(startMs), ...guards(startMs)],
    [
      {
        cluster: 'guards',
        name: 'two-masters',
        min: 1,
        max: 8,
        policies: [{ name: 'cpu60', targetPercent: 60 }],
      },
    ],
  );
