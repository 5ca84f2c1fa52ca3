/** The report for a terminal. */
import { dollars, figure, momentOf } from '#simulator/report/numbers.ts';
import { barsOf } from '../history/show.ts';
import { textTable } from '../table.ts';
import { forecastLines } from './forecasts-text.ts';
import type { ServiceWeek, Week } from './gather.ts';

const columns = 28;

export const timesText = (times: number): string => (times === 1 ? 'once' : `${times} times`);

const rowOf = (week: ServiceWeek): readonly string[] => [
  week.service,
  barsOf(week.course, columns),
  String(week.out),
  String(week.in),
  String(week.undone),
  figure(week.hoursAtMost),
  figure(week.taskHours),
  dollars(week.dollars),
];

const headings = ['SERVICE', 'COUNT', 'OUT', 'IN', 'UNDONE', 'H AT MOST', 'TASK-HOURS', 'COST'];

export const sumOf = ({ services }: Week, pick: (week: ServiceWeek) => number): number =>
  services.reduce((sum, week) => sum + pick(week), 0);

export const headlineOf = (week: Week): string =>
  `${timesText(sumOf(week, (each) => each.out))} out and ${timesText(sumOf(week, (each) => each.in))} in, ${figure(sumOf(week, (each) => each.taskHours))} task-hours for ${dollars(sumOf(week, (each) => each.dollars))}; open alerts: ${week.open.length}, over: ${week.past.length}.`;

export const weekText = (week: Week): string => {
  const { fromMs, toMs } = week.span;
  return [
    `${momentOf(fromMs)} to ${momentOf(toMs)} UTC: ${headlineOf(week)}`,
    '',
    textTable(headings, week.services.map(rowOf)),
    '',
    ...week.services.flatMap(({ service, held }) =>
      held.map(({ text, times }) => `${service} was held ${timesText(times)}: ${text}`),
    ),
    ...forecastLines(week.forecasts),
  ].join('\n');
};
