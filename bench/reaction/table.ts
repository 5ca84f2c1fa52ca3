/** The bench as tables of Markdown. */
import { markdownTable } from '#cli/table.ts';
import { defaultParameters } from '#config/parameter-values.ts';
import { fleetBillOf, monthMinutes } from '#lib/bill/fleet-bill.ts';
import { dollarsPerMetric } from '#lib/spend.ts';
import { median } from '../table.ts';
import type { Case, Reaction } from './case.ts';
import type { Played } from './play.ts';
import { awsMeasuredSeconds } from './rivals.ts';

export type Measured = {
  readonly measured: Case;
  readonly played: Played;
  /** Application Auto Scaling on the same loads, `null` where it has no such policy. */
  readonly tracking: readonly Reaction[] | null;
};

const seconds = (reactions: readonly Reaction[]): readonly number[] =>
  reactions.map((reaction) => reaction.seconds);

const medianAndWorst = (reactions: readonly Reaction[]): string =>
  `${median(seconds(reactions))} · ${Math.max(...seconds(reactions))}`;

/** Early and missing reactions are no good ones: a table that has any says so in the cell. */
const troubleOf = ({ early, never }: Played): string =>
  early + never === 0 ? '' : `, ${early} early, ${never} never`;

const verdictOf = ({ measured: { barSeconds }, played }: Measured): string => {
  if (barSeconds === null) return '';
  const worst = Math.max(...seconds(played.reactions));
  return worst <= barSeconds
    ? `${barSeconds}: kept`
    : `${barSeconds}: missed by ${worst - barSeconds}`;
};

const delayText = ({ delay: { fromSeconds, toSeconds }, metricsSeconds, work }: Case): string => {
  if (work === 'jobs') return 'read at once';
  const share = metricsSeconds / 60;
  const [from, to] = [fromSeconds * share, toSeconds * share];
  return from === to ? `${from} s` : `${from} to ${to} s`;
};

const readDollars = ({ played }: Measured): string =>
  `$${(played.metricsAMinute * monthMinutes * dollarsPerMetric).toFixed(2)}`;

/** What a stack pays for looks beside the reads, whose price is by the service. */
const loopDollars = (loops: number): number => {
  const bill = (LoopsPerMinute: number) =>
    fleetBillOf(
      10,
      { metricsPerMinute: 0, learningMetrics: 0, learningsAnHour: 0, fastRatio: 1 },
      { ...defaultParameters, LoopsPerMinute },
    ).totalDollars;
  return bill(loops) - bill(1);
};

export const mainTable = (rows: readonly Measured[]): string =>
  markdownTable(
    [
      'it goes by',
      'points appear after',
      'looks a minute',
      'median · worst, s',
      'bar, s',
      'target tracking, modelled',
      'measured by AWS, s',
      'reads, a service and month',
      'waiting, a stack and month',
    ],
    rows.map((row) => [
      row.measured.name,
      delayText(row.measured),
      `${row.measured.loops}`,
      `${medianAndWorst(row.played.reactions)}${troubleOf(row.played)}`,
      verdictOf(row),
      row.tracking === null ? '–' : medianAndWorst(row.tracking),
      row.tracking === null ? '–' : `${awsMeasuredSeconds[row.measured.metricsSeconds]}`,
      readDollars(row),
      `$${loopDollars(row.measured.loops).toFixed(2)}`,
    ]),
  );

export const delayedTable = (rows: readonly Measured[]): string =>
  markdownTable(
    ['the function begins', 'it goes by', 'looks a minute', 'median · worst, s'],
    rows.map(({ measured, played }) => [
      `${measured.firesMs / 1000} s after the minute`,
      measured.name,
      `${measured.loops}`,
      `${medianAndWorst(played.reactions)}${troubleOf(played)}`,
    ]),
  );
