/** Flyball against one other at the same target: trace by trace, and over all of them. */
import { markdownTable } from '#cli/table.ts';
import { figure, percent } from '#simulator/report/numbers.ts';
import { entrantNamed } from './entrants.ts';
import type { TraceResult } from './trace-job.ts';

type Pair = {
  readonly trace: string;
  readonly ours: { readonly violatedPct: number; readonly taskHours: number };
  readonly theirs: { readonly violatedPct: number; readonly taskHours: number };
  /** A single minute of the trace, in percent. */
  readonly minutePct: number;
};

const pairOf = (result: TraceResult, us: string, them: string): Pair => ({
  trace: result.comparison.trace,
  ours: entrantNamed(result, us).score,
  theirs: entrantNamed(result, them).score,
  minutePct: 100 / (result.days * 1440),
});

/** None at all counts as one minute, or a single clean trace would decide the whole mean. */
const ratioOf = ({ ours, theirs, minutePct }: Pair): number =>
  Math.max(ours.violatedPct, minutePct) / theirs.violatedPct;

const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

const change = (ratio: number): string => {
  const changed = 100 * (ratio - 1);
  return `${changed > 0 ? '+' : ''}${figure(changed)} %`;
};

const hoursRatio = ({ ours, theirs }: Pair): number => ours.taskHours / theirs.taskHours;

const violates = ({ theirs }: Pair): boolean => theirs.violatedPct > 0;

const rowOf = (pair: Pair): readonly string[] => [
  pair.trace,
  percent(pair.ours.violatedPct),
  percent(pair.theirs.violatedPct),
  violates(pair) ? `× ${figure(ratioOf(pair))}` : '–',
  figure(pair.ours.taskHours),
  figure(pair.theirs.taskHours),
  change(hoursRatio(pair)),
];

const summaryOf = (pairs: readonly Pair[]): readonly string[] => {
  const ratios = pairs.filter(violates).map(ratioOf);
  return [
    '**geometric mean**',
    '',
    '',
    ratios.length === 0 ? '–' : `**× ${figure(geometricMean(ratios))}**`,
    '',
    '',
    `**${change(geometricMean(pairs.map(hoursRatio)))}**`,
  ];
};

const headings = ['trace', 'violated', 'theirs', 'ratio', 'task-hours', 'theirs', 'difference'];

export const against = (results: readonly TraceResult[], us: string, them: string): string => {
  const pairs = results.map((result) => pairOf(result, us, them));
  return markdownTable(headings, [...pairs.map(rowOf), summaryOf(pairs)]);
};
