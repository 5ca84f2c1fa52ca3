/** A comparison of two weeks by the minute, made of sines: enough of it to look at, and the same every time. */
import type { Course } from '#simulator/comparison/comparison.ts';
import { uniform } from '#simulator/plant/random.ts';
import type { ComparisonRun } from '#simulator/report/comparison-report.ts';
import type { Contender } from '#simulator/report/report.ts';
import type { ScalerName } from '#simulator/scalers/scaler.ts';

export const startMs = Date.parse('2026-01-05T00:00:00Z');

const loadAt = (minute: number): number => {
  const day = Math.sin((2 * Math.PI * (minute - 480)) / 1440);
  const crowd = minute % 4000 > 3900 ? 12 : 0;
  return Math.max(0.5, 14 + 9 * day + crowd + 2 * uniform(1, 'load', minute));
};

type Bent = { readonly lag: number; readonly margin: number };

const ways: Readonly<Record<ScalerName, Bent>> = {
  flyball: { lag: 2, margin: 1.15 },
  'flyball-adaptive': { lag: 3, margin: 1.15 },
  'aas-60': { lag: 6, margin: 1.25 },
  'aas-20': { lag: 3, margin: 1.25 },
  'aas-step': { lag: 6, margin: 1.1 },
  'aas-predictive': { lag: 6, margin: 1.35 },
  hpa: { lag: 3, margin: 1.2 },
  knative: { lag: 1, margin: 1.4 },
  keda: { lag: 2, margin: 1.3 },
  'static-peak': { lag: 0, margin: 0 },
  'static-mean': { lag: 0, margin: 0 },
  oracle: { lag: 0, margin: 1.0 },
};

const still: Readonly<Partial<Record<ScalerName, number>>> = {
  'static-peak': 37,
  'static-mean': 16,
};

const names = Object.keys(ways).filter(
  (name): name is ScalerName => name in ways && name !== 'flyball-adaptive',
);

const runningOf = (name: ScalerName, minutes: number): readonly number[] =>
  Array.from({ length: minutes }, (_, minute) => {
    const { lag, margin } = ways[name];
    return still[name] ?? Math.ceil(loadAt(minute - lag) * margin);
  });

const scoreOf = ({ name, running }: Course, demand: readonly number[]) => {
  const short = demand.filter((tasks, minute) => tasks > (running[minute] ?? 0)).length;
  const taskHours = running.reduce((sum, tasks) => sum + tasks / 60, 0);
  return {
    name,
    settings: { target: 60, cooldownSeconds: 60 },
    violatedPct: (100 * short) / demand.length,
    taskHours,
    dollars: taskHours * 0.0494,
    thetaU: 0.4,
    thetaO: 21,
    tauU: 2,
    tauO: 95,
    instability: 12.5,
    scaleOuts: 812,
    scaleIns: 798,
    reactionSeconds: name === 'static-peak' ? null : 95,
    readDollars: name === 'flyball' ? 0.438 : null,
  };
};

export const sampleRun = (days: number): ComparisonRun => {
  const minutes = days * 1440;
  const tasks = Array.from({ length: minutes }, (_, minute) => loadAt(minute));
  const courses = names.map((name) => ({
    name,
    startMs,
    everySeconds: 60,
    running: runningOf(name, minutes),
  }));
  const scalers = courses.map((course) => scoreOf(course, tasks));
  const frontier = scalers
    .filter(({ name }) => !(name in still) && name !== 'oracle')
    .flatMap(({ name, violatedPct, taskHours }) =>
      [40, 50, 60, 70, 80, 90].map((knob) => ({
        name,
        knob,
        violatedPct: violatedPct * 1.9 ** ((knob - 60) / 10),
        taskHours: (taskHours * 60) / knob,
      })),
    );
  const plant = {
    capacityPerTask: 100,
    peakTasks: 30,
    startLagSeconds: 60,
    metricDelaySeconds: 60,
    sloPercent: 90,
    min: 1,
    max: 60,
    seed: 1,
  };
  return {
    comparison: { trace: 'two-weeks.csv', plant, scalers, frontier },
    demand: { startMs, everySeconds: 60, tasks },
    courses,
    command: 'flyball compare --trace two-weeks.csv --html report.html',
  };
};

const score: Contender['score'] = {
  settings: {},
  violatedPct: 0,
  taskHours: 0,
  dollars: 0,
  thetaU: 0,
  thetaO: 0,
  tauU: 0,
  tauO: 0,
  instability: 0,
  scaleOuts: 0,
  scaleIns: 0,
  reactionSeconds: null,
  readDollars: null,
};

type Few = Pick<Contender, 'label'> &
  Partial<Pick<Contender, 'running'>> &
  Partial<Pick<Contender['score'], 'violatedPct' | 'taskHours'>>;

export const contender = ({ label, running = null, ...scores }: Few): Contender => ({
  label,
  role: 'peer',
  score: { ...score, ...scores },
  running,
  frontier: [],
});
