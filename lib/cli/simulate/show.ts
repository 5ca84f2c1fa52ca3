/** A simulation as text and as data. */
import { repairText } from '#simulator/loads/load.ts';
import { demandTasks, type Outcome } from '#simulator/trial/outcome.ts';
import { sparkline } from '../compare-live/sparkline.ts';
import { textTable } from '../table.ts';
import type { Simulation } from './simulation.ts';

const columns = 72;

/** The highest of each stretch: a peak that an average hides is the one that matters. */
const peaks = (values: readonly number[]): readonly number[] => {
  const perColumn = Math.max(1, Math.ceil(values.length / columns));
  return Array.from({ length: Math.ceil(values.length / perColumn) }, (_, column) =>
    values
      .slice(column * perColumn, (column + 1) * perColumn)
      .reduce((highest, value) => Math.max(highest, value), 0),
  );
};

const number = (value: number, digits: number): string => value.toFixed(digits);

const duration = (seconds: number | null): string =>
  seconds === null ? '-' : seconds < 120 ? `${seconds} s` : `${number(seconds / 60, 1)} min`;

const lengthOf = ({ load }: Simulation): string =>
  `${number((load.endMs - load.startMs) / 86_400_000, 1)} days of values every ${load.everySeconds} s`;

const heading = (simulation: Simulation): readonly string[] => {
  const { load, outcome } = simulation;
  const { peakTasks, sloPercent, startLagSeconds, metricDelaySeconds } = outcome.plant;
  return [
    `${load.name}: ${lengthOf(simulation)}; the highest needs ${number(peakTasks, 1)} tasks at ${sloPercent} %.`,
    `Tasks start in ${startLagSeconds} s, metrics come ${metricDelaySeconds} s late. The first hour is not scored.`,
    ...load.repairs.map((repair) => `Note: ${repairText(repair)}.`),
  ];
};

const lines = (outcome: Outcome): readonly string[] => {
  const load = peaks(demandTasks(outcome));
  const running = peaks(outcome.running);
  const highest = Math.max(...load, ...running);
  return [
    `load     ${sparkline(load, highest)}`,
    `running  ${sparkline(running, highest)}  (full height: ${number(highest, 0)} tasks)`,
  ];
};

const rows = ({ score, speedUp, outcome }: Simulation): readonly (readonly string[])[] => [
  [
    'violated minutes',
    `${number(score.violatedPct, 2)} %`,
    `load above ${outcome.plant.sloPercent} % of what ran`,
  ],
  ['task-hours', number(score.taskHours, 1), 'running and starting'],
  ['cost', `$${number(score.dollars, 2)}`, 'at the prices given'],
  [
    'theta U, O',
    `${number(score.thetaU, 2)} %, ${number(score.thetaO, 1)} %`,
    'tasks missing, tasks too many, of those needed',
  ],
  [
    'tau U, O',
    `${number(score.tauU, 2)} %, ${number(score.tauO, 1)} %`,
    'time with too few, with too many',
  ],
  [
    'instability',
    `${number(score.instability, 1)} %`,
    'minutes in which supply and demand moved apart',
  ],
  [
    'elastic speed-up',
    number(speedUp.ratio, 2),
    `against ${speedUp.staticTasks} tasks all the time`,
  ],
  [
    'actions',
    `${score.scaleOuts} out, ${score.scaleIns} in`,
    `${number(score.actionsPerDay, 1)} a day`,
  ],
  [
    'reaction',
    duration(score.reactionSeconds),
    'from a step of the load until enough ran, the median',
  ],
  [
    'recovery',
    `${duration(score.recovery.medianSeconds)}, ${duration(score.recovery.longestSeconds)}`,
    `median and longest of ${score.recovery.episodes} violations`,
  ],
];

export const simulationText = (simulation: Simulation): string =>
  [
    ...heading(simulation),
    '',
    ...lines(simulation.outcome),
    '',
    textTable(['SCORE', 'VALUE', 'WHICH IS'], rows(simulation)),
  ].join('\n');

export const simulationData = ({ load, outcome, score, speedUp }: Simulation) => ({
  trace: load.name,
  everySeconds: load.everySeconds,
  repairs: load.repairs,
  plant: outcome.plant,
  work: outcome.work,
  score,
  speedUp,
});
