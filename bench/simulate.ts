/** A fortnight of one service through engine and plant: `node bench/simulate.ts`. What `flyball simulate` takes without reading a file. */
import { findGenerated, generateLoad } from '#simulator/loads/generated/catalogue.ts';
import { flyball } from '#simulator/scalers/flyball.ts';
import { webPolicy } from '#simulator/scalers/web-policy.ts';
import { scoreOf } from '#simulator/scores/score.ts';
import { runTrial } from '#simulator/trial/run-trial.ts';
import { usualPlant } from '#simulator/trial/setup.ts';
import { median, printTable } from './table.ts';

const generated = findGenerated('diurnal');
if (generated === null) throw new Error('There is no generated load named diurnal');
const load = generateLoad(generated, 1);
const rounds = 5;

const secondsFor = (peakTasks: number, seconds: 60 | 20): number => {
  const plant = { ...usualPlant, peakTasks, max: 3 * peakTasks };
  const policy = webPolicy({ ...plant, cpuTarget: 60 });
  const scaler = flyball({ policy, resolutionSeconds: seconds, tickSeconds: seconds });
  const startMs = performance.now();
  scoreOf(scaler, runTrial({ load, plant, scaler }));
  return (performance.now() - startMs) / 1000;
};

const rows = [10, 50, 200].map((peakTasks) => [
  String(peakTasks),
  ...([60, 20] as const).map((seconds) => {
    const all = Array.from({ length: rounds }, () => secondsFor(peakTasks, seconds));
    return `${median(all).toFixed(2)} s`;
  }),
]);

printTable('Seconds for 14 days of one service', [
  ['tasks at the peak', 'a tick a minute', 'a tick every 20 s'],
  ...rows,
]);
