/**
 * Capacity by risk beside target tracking at whatever target serves it best: `TRACES=folder node bench/assure.ts`, the generated loads
 * without it. For each the task-hours that either needs to stay within 0.1 and 0.5 % violated minutes, read off what each does
 * at every place of its knob; what someone needs who knows the load to come and violates nothing, with the same start
 * lag; and how the default risk was kept. About three minutes of a core for a month of a service.
 *
 * Where target tracking stays within at no target, its hours at the safest one stand for what it would need: more.
 */
import type { FrontierPoint } from '#simulator/comparison/comparison.ts';
import { demandOf, type Field, sweep } from '#simulator/comparison/run-comparison.ts';
import type { Load } from '#simulator/loads/load.ts';
import { readFrontier } from '#simulator/report/frontier-reading.ts';
import { aasTracking, trackingAtItsBest } from '#simulator/scalers/aas-tracking.ts';
import type { Contestant } from '#simulator/scalers/contestants.ts';
import { flyballWith } from '#simulator/scalers/flyball-contestant.ts';
import { oracle } from '#simulator/scalers/oracle.ts';
import { assuredPolicy } from '#simulator/scalers/web-policy.ts';
import { usualPrice } from '#simulator/scores/cost.ts';
import { usualPlant } from '#simulator/trial/setup.ts';
import { benchLoads } from './loads.ts';
import { printTable, type Row } from './table.ts';

const plant = usualPlant;
const { min, max, sloPercent } = plant;
const goalsPct = [0.1, 0.5] as const;
const usualRiskPct = 0.5;

/** Wider than in `flyball compare`, so that nobody is held to a target that does not serve it. */
const targets = [20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 93, 96];

const risksPct = [2, 1, 0.5, 0.2, 0.1, 0.05, 0.02];

const tracking = (name: 'aas-60' | 'aas-20', resolution: 60 | 20): Contestant => ({
  name,
  knobs: targets,
  usual: 60,
  at: (targetPercent) =>
    aasTracking(name, trackingAtItsBest({ targetPercent, min, max }, resolution)),
});

const contestants = {
  assure: {
    ...flyballWith(assuredPolicy({ min, max, sloPercent, riskPercent: usualRiskPct }), {}),
    knobs: risksPct,
  },
  'aas-60': tracking('aas-60', 60),
  'aas-20': tracking('aas-20', 20),
} as const;

type Name = keyof typeof contestants;
type Frontiers = Readonly<Record<Name, readonly FrontierPoint[]>> & {
  readonly oracleHours: number;
};

const oracleHoursOn = (field: Field): number => {
  const settings = { min, max, startLagSeconds: plant.startLagSeconds, everySeconds: 60 };
  const scaler = oracle(demandOf(field), { ...settings, earlySeconds: 0 });
  const contestant: Contestant = { name: 'oracle', knobs: [0], usual: 0, at: () => scaler };
  return sweep(field, contestant, () => undefined).points[0]?.taskHours ?? Number.NaN;
};

const frontiersOn = (load: Load): Frontiers => {
  const field: Field = { load, plant, work: 'requests', price: usualPrice };
  const pointsOf = (name: Name) => {
    const { points } = sweep(field, contestants[name], () => undefined);
    console.error(`${field.load.name}: ${name} done`);
    return points;
  };
  return {
    assure: pointsOf('assure'),
    'aas-60': pointsOf('aas-60'),
    'aas-20': pointsOf('aas-20'),
    oracleHours: oracleHoursOn(field),
  };
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

type Peer = 'aas-60' | 'aas-20';

type Needed = { readonly taskHours: number; readonly isAtLeast: boolean };

const neededBy = (peer: Peer, { frontiers }: Reading, goalPct: number): Needed => {
  const taskHours = hoursWithin(frontiers[peer], goalPct);
  const mostTried = Math.max(...frontiers[peer].map((point) => point.taskHours));
  return { taskHours: taskHours ?? mostTried, isAtLeast: taskHours === null };
};

const ratioTo = (peer: Peer, reading: Reading, goalPct: number): number | null => {
  const ours = hoursWithin(reading.frontiers.assure, goalPct);
  return ours === null ? null : ours / neededBy(peer, reading, goalPct).taskHours;
};

const shown = (value: number | null, digits: number): string =>
  value === null ? 'never' : value.toFixed(digits);

const shownRatio = (peer: Peer, reading: Reading, goalPct: number): string => {
  const { isAtLeast } = neededBy(peer, reading, goalPct);
  return `${isAtLeast ? '< ' : ''}${shown(ratioTo(peer, reading, goalPct), 3)}`;
};

/** What it cannot do better than who knows what is to come. */
const bound = (peer: Peer, reading: Reading, goalPct: number): number =>
  reading.frontiers.oracleHours / neededBy(peer, reading, goalPct).taskHours;

const rowOf = (reading: Reading): Row => [
  reading.trace,
  ...goalsPct.flatMap((goal) => [
    shown(hoursWithin(reading.frontiers.assure, goal), 0),
    shownRatio('aas-60', reading, goal),
    shown(bound('aas-60', reading, goal), 3),
    shownRatio('aas-20', reading, goal),
    shown(bound('aas-20', reading, goal), 3),
  ]),
  `${shown(reading.frontiers.assure.find(({ knob }) => knob === usualRiskPct)?.violatedPct ?? null, 3)} %`,
];

/** Of those that both reach. */
const meanOf = (ratios: readonly (number | null)[]): string => {
  const known = ratios.filter((ratio) => ratio !== null);
  const mean = Math.exp(known.reduce((sum, ratio) => sum + Math.log(ratio), 0) / known.length);
  return `${mean.toFixed(3)} (${known.length})`;
};

const means = (readings: readonly Reading[]): Row => [
  'geometric mean',
  ...goalsPct.flatMap((goal) => [
    '',
    ...(['aas-60', 'aas-20'] as const).flatMap((peer) => [
      meanOf(readings.map((reading) => ratioTo(peer, reading, goal))),
      meanOf(readings.map((reading) => bound(peer, reading, goal))),
    ]),
  ]),
  '',
];

const readings = Array.from(benchLoads(), (load): Reading => {
  const reading = { trace: load.name, frontiers: frontiersOn(load) };
  console.error(rowOf(reading).join('  '));
  return reading;
});

printTable('task-hours to stay within so many violated minutes, and over what the others need', [
  [
    'trace',
    ...goalsPct.flatMap((goal) => [
      `${goal} %: assure`,
      '÷ aas-60',
      '(oracle)',
      '÷ aas-20',
      '(oracle)',
    ]),
    `violated at a risk of ${usualRiskPct} %`,
  ],
  ...readings.map(rowOf),
  means(readings),
]);
