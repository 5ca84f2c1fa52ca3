/** A report for the terminal: the same findings, numbers and cautions as the page, with bars for charts. */
import { stripVTControlCharacters } from 'node:util';
import { equalTerms } from '#simulator/report/equal-terms.ts';
import { measures, settingsText } from '#simulator/report/measures.ts';
import { momentOf } from '#simulator/report/numbers.ts';
import { type Report, withRole } from '#simulator/report/report.ts';
import { type Span, spanOf } from '#simulator/report/series.ts';
import { zoomsOf } from '#simulator/report/zooms.ts';
import type { Paint } from '../colour.ts';
import { textTable } from '../table.ts';
import { barLines } from './bars.ts';

const between = ({ fromMs, toMs }: Span): string => `${momentOf(fromMs)} to ${momentOf(toMs)} UTC`;

const scores = ({ contenders }: Report): string =>
  textTable(
    ['', ...measures.map(({ heading }) => heading)],
    contenders.map(({ label, score }) => [label, ...measures.map(({ show }) => show(score))]),
  );

const settings = ({ contenders }: Report): string =>
  textTable(
    ['', 'settings'],
    contenders.map(({ label, score }) => [label, settingsText(score)]),
  );

/** Only the two that matter most, or it would be a screen for every hour. */
const zooms = (report: Report, paint: Paint): readonly string[] => {
  const { demand } = report;
  const contenders = report.contenders.filter(({ role }) => role === 'subject' || role === 'rival');
  return zoomsOf(report).flatMap(({ label, span }) => [
    '',
    `Worst hour of ${label}, ${between(span)}:`,
    ...barLines({ demand, contenders, span }, paint),
  ]);
};

export const reportText = (report: Report, paint: Paint): string => {
  const [headline, ...others] = report.findings;
  const terms = equalTerms(withRole(report, 'subject'), withRole(report, 'rival'));
  const span = spanOf(report.demand);
  return [
    stripVTControlCharacters(report.title),
    paint('bold', headline),
    ...(terms === null ? [] : [terms]),
    ...(report.cautions.length === 0 ? [] : ['', ...report.cautions]),
    '',
    `${between(span)}; each bar is a mean, ^ where it was short at some time within:`,
    ...barLines({ ...report, span }, paint),
    ...zooms(report, paint),
    '',
    scores(report),
    '',
    settings(report),
    ...(others.length === 0 ? [] : ['', ...others]),
    '',
    ...report.facts.map(({ term, value }) => `${term}: ${value}`),
  ].join('\n');
};
