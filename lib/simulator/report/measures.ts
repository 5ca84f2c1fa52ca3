/** The columns of the table of scores, the same in the page and in the terminal. */
import { dollars, figure, percent, plain, seconds } from './numbers.ts';
import type { Contender } from './report.ts';

type Score = Contender['score'];

export type Measure = {
  readonly heading: string;
  readonly meaning: string;
  readonly read: (score: Score) => number | null;
  readonly show: (score: Score) => string;
  /** Whether the least is the best; for some neither end is. */
  readonly best: 'least' | 'none';
};

const measure = (
  heading: string,
  meaning: string,
  read: (score: Score) => number | null,
  { show = figure, best = 'least' }: { show?: (value: number) => string; best?: Measure['best'] },
): Measure => ({
  heading,
  meaning,
  read,
  best,
  show: (score) => {
    const value = read(score);
    return value === null ? '–' : show(value);
  },
});

export const measures: readonly Measure[] = [
  measure(
    'violated',
    'share of the minutes in which utilisation was above the SLO',
    (s) => s.violatedPct,
    { show: percent },
  ),
  measure('task-hours', 'tasks times hours, pending tasks included', (s) => s.taskHours, {}),
  measure('cost', 'task-hours at the price of vCPU and memory', (s) => s.dollars, {
    show: dollars,
  }),
  measure('θU', 'mean share of the demand that was missing', (s) => s.thetaU, { show: percent }),
  measure('θO', 'mean surplus, as a share of the demand', (s) => s.thetaO, { show: percent }),
  measure('τU', 'share of the time with too few tasks', (s) => s.tauU, { show: percent }),
  measure('τO', 'share of the time with too many tasks', (s) => s.tauO, { show: percent }),
  measure(
    'instability',
    'share of the time in which supply moved and demand did not, or the other way round',
    (s) => s.instability,
    { show: percent, best: 'none' },
  ),
  measure('outs', 'times it scaled out', (s) => s.scaleOuts, { show: plain, best: 'none' }),
  measure('ins', 'times it scaled in', (s) => s.scaleIns, { show: plain, best: 'none' }),
  measure(
    'reaction',
    'median time from a step in load to capacity that runs',
    (s) => s.reactionSeconds,
    { show: seconds },
  ),
  measure('reads', 'metric reads in dollars a month and service', (s) => s.readDollars, {
    show: (value) => `$${value.toFixed(2)}`,
    best: 'none',
  }),
];

/** The best of those that compete: what nobody can beat, and what nobody could run, stay out. */
export const bestOf = (
  { best, read }: Measure,
  contenders: readonly Contender[],
): number | null => {
  const values = contenders
    .filter(({ role }) => role !== 'limit')
    .map(({ score }) => read(score))
    .filter((value) => value !== null);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return best === 'none' || least === most ? null : least;
};

/** `cooldownSeconds` reads as `cooldown seconds`. */
const words = (name: string): string =>
  name.replace(/[a-z][A-Z]/g, ([before, after]) => `${before} ${after?.toLowerCase()}`);

export const settingsText = ({ settings }: Score): string =>
  Object.entries(settings)
    .map(([name, value]) => `${words(name)} ${value}`)
    .join(', ');
