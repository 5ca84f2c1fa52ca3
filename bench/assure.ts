/**
 * Capacity by risk beside target tracking at whatever target serves it best: `TRACES=folder node bench/assure.ts`. For
 * each CSV file the task-hours that either needs to stay within 0.1 and 0.5 % violated minutes, read off what each does
 * at every place of its knob, and how the default risk was kept. About four minutes of a core for a month of a service.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { FrontierPoint } from '#simulator/comparison/comparison.ts';
import { type Field, sweep } from '#simulator/comparison/run-comparison.ts';
import { parseLoad } from '#simulator/loads/parse-load.ts';
import { readFrontier } from '#simulator/report/frontier-reading.ts';
import { aasTracking, trackingAtItsBest } from '#simulator/scalers/aas-tracking.ts';
import type { Contestant } from '#simulator/scalers/contestants.ts';
import { flyballWith } from '#simulator/scalers/flyball-contestant.ts';
import { assuredPolicy } from '#simulator/scalers/web-policy.ts';
import { usualPrice } from '#simulator/scores/cost.ts';
import { usualPlant } from '#simulator/trial/setup.ts';
import { printTable, type Row } from './table.ts';

const { TRACES: folder } = process.env;
if (folder === undefined) {
  throw new Error('TRACES is not set; name a folder of CSV files with the header timestamp,value');
}

const plant = usualPlant;
const { min, max, sloPercent } = plant;
const goalsPct = [0.1, 0.5] as const;
const usualRiskPct = 0.5;

/** Wider than in `flyball compare`, so that nobody is held to a target that does not serve it. */
const targets = [20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 93, 96];

const tracking = (name: 'aas-60' | 'aas-20', resolution: 60 | 20): Contestant => ({
  name,
  knobs: targets,
  usual: 60,
  at: (targetPercent) =>
    aasTracking(name, trackingAtItsBest({ targetPercent, min, max }, resolution)),
});

const contestants = {
  assure: flyballWith(assuredPolicy({ min, max, sloPercent, riskPercent: usualRiskPct }), {}),
  'aas-60': tracking('aas-60', 60),
  'aas-20': tracking('aas-20', 20),
} as const;

type Name = keyof typeof contestants;
type Frontiers = Readonly<Record<Name, readonly FrontierPoint[]>>;

const fieldOf = (path: string): Field => {
  const parsed = parseLoad(basename(path, '.csv'), readFileSync(path, 'utf8'));
  if (parsed.kind === 'invalid') throw new Error(`${path}: ${parsed.problem}`);
  return { load: parsed.load, plant, work: 'requests', price: usualPrice };
};

const frontiersOn = (path: string): Frontiers => {
  const field = fieldOf(path);
  const pointsOf = (name: Name) => {
    const { points } = sweep(field, contestants[name], () => undefined);
    console.error(`${field.load.name}: ${name} done`);
    return points;
  };
  return { assure: pointsOf('assure'), 'aas-60': pointsOf('aas-60'), 'aas-20': pointsOf('aas-20') };
};

/** The fewest task-hours at which it stays within; `null` where no place of its knob does. */
const hoursWithin = (points: readonly FrontierPoint[], goalPct: number): number | null => {
  const safe = points.filter(({ violatedPct }) => violatedPct <= goalPct);
  const crossing = readFrontier(points, 'violatedPct', goalPct);
  const hours = [
    ...safe.map(({ taskHours }) => taskHours),
    ...(crossing === null ? [] : [crossing]),
  ];
  return hours.length === 0 ? null : Math.min(...hours);
};

type Reading = { readonly trace: string; readonly frontiers: Frontiers };

const ratioTo = (peer: 'aas-60' | 'aas-20', { frontiers }: Reading, goalPct: number) => {
  const [ours, theirs] = [
    hoursWithin(frontiers.assure, goalPct),
    hoursWithin(frontiers[peer], goalPct),
  ];
  return ours === null || theirs === null ? null : ours / theirs;
};

const shown = (value: number | null, digits: number): string =>
  value === null ? 'never' : value.toFixed(digits);

const rowOf = (reading: Reading): Row => [
  reading.trace,
  ...goalsPct.flatMap((goal) => [
    shown(hoursWithin(reading.frontiers.assure, goal), 0),
    shown(hoursWithin(reading.frontiers['aas-60'], goal), 0),
    shown(hoursWithin(reading.frontiers['aas-20'], goal), 0),
    shown(ratioTo('aas-60', reading, goal), 2),
    shown(ratioTo('aas-20', reading, goal), 2),
  ]),
  `${shown(reading.frontiers.assure.find(({ knob }) => knob === usualRiskPct)?.violatedPct ?? null, 3)} %`,
];

/** Of those that both reach. */
const meanOf = (ratios: readonly (number | null)[]): string => {
  const known = ratios.filter((ratio) => ratio !== null);
  const mean = Math.exp(known.reduce((sum, ratio) => sum + Math.log(ratio), 0) / known.length);
  return `${mean.toFixed(2)} (${known.length})`;
};

const means = (readings: readonly Reading[]): Row => [
  'geometric mean',
  ...goalsPct.flatMap((goal) => [
    '',
    '',
    '',
    meanOf(readings.map((reading) => ratioTo('aas-60', reading, goal))),
    meanOf(readings.map((reading) => ratioTo('aas-20', reading, goal))),
  ]),
  '',
];

const readings = readdirSync(folder)
  .filter((name) => name.endsWith('.csv'))
  .toSorted()
  .map((name): Reading => {
    const path = join(folder, name);
    return { trace: basename(name, '.csv'), frontiers: frontiersOn(path) };
  });

printTable('task-hours to stay within so many violated minutes, and assure over the others', [
  [
    'trace',
    ...goalsPct.flatMap((goal) => [
      `${goal} %: assure`,
      'aas-60',
      'aas-20',
      '÷ aas-60',
      '÷ aas-20',
    ]),
    `violated at a risk of ${usualRiskPct} %`,
  ],
  ...readings.map(rowOf),
  means(readings),
]);
