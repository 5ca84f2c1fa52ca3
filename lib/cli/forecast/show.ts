/** Forecasts and their scores, as people read them. */
import { type Forecast, loadBelow } from '#engine/foresight/forecast.ts';
import { hourMs, minuteMs } from '#engine/foresight/load-series.ts';
import type { Outlook } from '#lib/forecast/outlook.ts';
import type { Score } from '#lib/forecast/score.ts';
import { textTable } from '../table.ts';

const percent = (ratio: number): string => `${(100 * ratio).toFixed(1)} %`;

const number = (load: number): string =>
  load.toLocaleString('en-US', { maximumSignificantDigits: 4 });

const leadText = (aheadMs: number): string =>
  aheadMs < 2 * hourMs ? `+${Math.round(aheadMs / minuteMs)} min` : `+${aheadMs / hourMs} h`;

const methodText = (made: Forecast): string => {
  if (made.kind === 'none') {
    return `no forecast: ${made.observedHours.toFixed(1)} h were measured, and 1 h is the least`;
  }
  switch (made.method.kind) {
    case 'week':
      return 'median of five experts, two of which look back a week or a day';
    case 'days':
      return 'median of five experts; less than two weeks were measured, so none looks back a week';
    case 'day':
      return 'yesterday and the present level; less than three days were measured';
    case 'level':
      return 'the present level; less than a day was measured';
    default:
      return made.method satisfies never;
  }
};

const leadsText = (title: string, made: Forecast): string => {
  const heading = `${title}: ${methodText(made)}`;
  if (made.kind === 'none') return heading;
  const rows = made.leads.map((lead) => [
    leadText(lead.aheadMs),
    number(lead.expected),
    number(loadBelow(lead, 0.05)),
    number(loadBelow(lead, 0.95)),
  ]);
  return `${heading}\n\n${textTable(['ahead', 'expected', '5 % below', '95 % below'], rows)}`;
};

export const outlookText = ({ near, far }: Outlook): string =>
  [leadsText('The next two hours', near), leadsText('The next day', far)].join('\n\n');

export const scoreText = (score: Score & { readonly msPerFit: number }): string =>
  [
    `${score.origins} forecasts, each from the ${score.historyDays} days before it:`,
    `  error at 30 minutes             ${percent(score.wape30m)}`,
    `  error at 2 hours                ${percent(score.wape2h)}`,
    `  error of all leads to 2 hours   ${percent(score.wapePath)}`,
    `  relative to yesterday's load    ${score.pathErrorVsYesterday.toFixed(2)} (below 1 is better than "as yesterday")`,
    `  stayed below the 95 % bound     ${percent(score.coverageUpper95)}`,
    `  time of one forecast            ${score.msPerFit.toFixed(0)} ms`,
  ].join('\n');
