/** The options that say what a trial is run on, shared by everything that runs one. */

import type { TrialPlant } from '#simulator/comparison/comparison.ts';
import type { Load } from '#simulator/loads/load.ts';
import { peakTasksOf } from '#simulator/loads/scale.ts';
import { usualPlant } from '#simulator/trial/setup.ts';
import { numberOption } from './number-option.ts';

export const plantArgs = {
  'peak-tasks': {
    type: 'string',
    description: `Tasks that the highest value needs at the SLO; ${usualPlant.peakTasks} by default, unless --capacity is given`,
  },
  capacity: {
    type: 'string',
    description:
      'Requests a second that one task can do. Without --peak-tasks the values are taken as requests a second',
  },
  'start-lag': {
    type: 'string',
    description: `Seconds from a start to a running task; ${usualPlant.startLagSeconds} by default`,
  },
  'metric-delay': {
    type: 'string',
    description: `Seconds from the end of a minute to its metrics; ${usualPlant.metricDelaySeconds} by default`,
  },
  slo: {
    type: 'string',
    description: `Utilisation in percent above which a minute counts as violated; ${usualPlant.sloPercent} by default`,
  },
  min: { type: 'string', description: `Fewest tasks; ${usualPlant.min} by default` },
  max: { type: 'string', description: 'Most tasks; three times --peak-tasks by default' },
  seed: {
    type: 'string',
    description: `Where all chance comes from; ${usualPlant.seed} by default`,
  },
} as const;

export type PlantOptions = { readonly [Name in keyof typeof plantArgs]?: string | undefined };

type Bounds = Pick<TrialPlant, 'min' | 'max'>;

const mostTasks = 5000;

const peakOf = (options: PlantOptions, load: Load, slo: number, capacity: number): number => {
  const isRaw = options.capacity !== undefined && options['peak-tasks'] === undefined;
  if (isRaw) return peakTasksOf(load, capacity, slo);
  const range = { name: 'peak-tasks', min: 1, max: mostTasks };
  return numberOption(options['peak-tasks'], usualPlant.peakTasks, range);
};

const boundsOf = (options: PlantOptions, usual: Bounds): Bounds => {
  const min = numberOption(options.min, usual.min, {
    name: 'min',
    min: 0,
    max: mostTasks,
    whole: true,
  });
  const max = numberOption(options.max, Math.max(min, usual.max), {
    name: 'max',
    min: Math.max(1, min),
    max: mostTasks,
    whole: true,
  });
  return { min, max };
};

/** `bounds` are those of a policy, where one brings its own. */
export const readPlant = (options: PlantOptions, load: Load, bounds: Bounds | null): TrialPlant => {
  const { capacityPerTask, startLagSeconds, metricDelaySeconds, sloPercent, seed } = usualPlant;
  const slo = numberOption(options.slo, sloPercent, { name: 'slo', min: 1, max: 100 });
  const capacity = numberOption(options.capacity, capacityPerTask, {
    name: 'capacity',
    min: 0.001,
    max: 1e9,
  });
  const peakTasks = peakOf(options, load, slo, capacity);
  const usualMax = Math.min(mostTasks, Math.max(1, Math.ceil(3 * peakTasks)));
  return {
    capacityPerTask: capacity,
    peakTasks,
    startLagSeconds: numberOption(options['start-lag'], startLagSeconds, {
      name: 'start-lag',
      min: 0,
      max: 3600,
    }),
    metricDelaySeconds: numberOption(options['metric-delay'], metricDelaySeconds, {
      name: 'metric-delay',
      min: 0,
      max: 3600,
    }),
    sloPercent: slo,
    ...boundsOf(options, bounds ?? { min: usualPlant.min, max: usualMax }),
    seed: numberOption(options.seed, seed, { name: 'seed', min: 0, max: 2 ** 31, whole: true }),
  };
};
