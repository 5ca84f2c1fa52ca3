/** Frontier against frontier: where Flyball stands when its knob is turned to be as safe, or as cheap, as another. */
import { markdownTable } from '#cli/table.ts';
import type { FrontierPoint } from '#simulator/comparison/comparison.ts';
import { readFrontier } from '#simulator/report/frontier-reading.ts';
import { figure, percent } from '#simulator/report/numbers.ts';
import { type Entrant, entrantNamed } from './entrants.ts';
import type { TraceResult } from './trace-job.ts';

type Axis = 'violatedPct' | 'taskHours';

/** The other may be as safe with fewer tasks at another of its targets: it is held to its best, not to its luck at one. */
const bestOf = ({ frontier, score }: Entrant, along: Axis, wanted: Axis): number =>
  Math.min(readFrontier(frontier, along, score[along]) ?? score[wanted], score[wanted]);

/** Why there is no reading: every target tried is on the same side. */
const beyond = (frontier: readonly FrontierPoint[], along: Axis, at: number): string => {
  const isAbove = frontier.every((point) => point[along] > at);
  if (along === 'violatedPct') return isAbove ? 'never as safe' : 'safer at any target';
  return isAbove ? 'never as cheap' : 'cheaper at any target';
};

const change = (now: number, before: number): string => {
  const changed = 100 * (now / before - 1);
  return `${changed > 0 ? '+' : ''}${figure(changed)} %`;
};

const asSafe = ({ frontier }: Entrant, theirs: Entrant): string => {
  const at = theirs.score.violatedPct;
  const hours = readFrontier(frontier, 'violatedPct', at);
  return hours === null
    ? beyond(frontier, 'violatedPct', at)
    : change(hours, bestOf(theirs, 'violatedPct', 'taskHours'));
};

const asCheap = ({ frontier }: Entrant, theirs: Entrant): string => {
  const at = theirs.score.taskHours;
  const violated = readFrontier(frontier, 'taskHours', at);
  return violated === null
    ? beyond(frontier, 'taskHours', at)
    : `${percent(violated)} for ${percent(bestOf(theirs, 'taskHours', 'violatedPct'))}`;
};

export type Column = { readonly label: string; readonly name: string };

export const equalTermsTable = (
  results: readonly TraceResult[],
  us: string,
  them: readonly Column[],
): string =>
  markdownTable(
    ['trace', ...them.map(({ label }) => label)],
    results.map((result) => {
      const ours = entrantNamed(result, us);
      const cells = them.map(({ name }) => {
        const theirs = entrantNamed(result, name);
        return `${asSafe(ours, theirs)}; ${asCheap(ours, theirs)}`;
      });
      return [result.comparison.trace, ...cells];
    }),
  );
