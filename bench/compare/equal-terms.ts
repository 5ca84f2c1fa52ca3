/** Where Flyball stands when its knob is turned to where another stands, read off its frontier. */
import { markdownTable } from '#cli/table.ts';
import { readFrontier } from '#simulator/report/frontier-reading.ts';
import { figure, percent } from '#simulator/report/numbers.ts';
import { entrantNamed } from './entrants.ts';
import type { TraceResult } from './trace-job.ts';

const change = (now: number, before: number): string => {
  const changed = 100 * (now / before - 1);
  return `${changed > 0 ? '+' : ''}${figure(changed)} %`;
};

const outOfRange = 'out of range';

const cellOf = (result: TraceResult, us: string, them: string): string => {
  const { score } = entrantNamed(result, them);
  const { frontier } = entrantNamed(result, us);
  const hours = readFrontier(frontier, 'violatedPct', score.violatedPct);
  const violated = readFrontier(frontier, 'taskHours', score.taskHours);
  return [
    hours === null ? outOfRange : change(hours, score.taskHours),
    violated === null ? outOfRange : `${percent(violated)} for ${percent(score.violatedPct)}`,
  ].join('; ');
};

export type Column = { readonly label: string; readonly name: string };

export const equalTermsTable = (
  results: readonly TraceResult[],
  us: string,
  them: readonly Column[],
): string =>
  markdownTable(
    ['trace', ...them.map(({ label }) => label)],
    results.map((result) => [
      result.comparison.trace,
      ...them.map(({ name }) => cellOf(result, us, name)),
    ]),
  );
