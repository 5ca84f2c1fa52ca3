/** How good forecasts of the service were over the last week, out of sample, beside what costs nothing. */
import type { Lead } from '#engine/foresight/forecast.ts';
import { minuteMs } from '#engine/foresight/load-series.ts';
import { trustIn } from '#engine/foresight/trust.ts';
import { textTable } from '../table.ts';
import { aheadText, percent } from './figures.ts';
import { foretold, type PastSignals, type SignalName } from './past-signals.ts';

const shownMinutes = [5, 30, 120] as const;

const verdictOf = ({ accuracy }: Lead): string => {
  const trust = trustIn(accuracy);
  switch (trust.kind) {
    case 'trusted':
      return 'good enough to act on';
    case 'untried':
      return 'not tried yet';
    case 'inaccurate':
      return `not used: below ${percent(1 - trust.mostError)} accurate`;
    case 'no-better':
      return 'not used: no better than "as now"';
    default:
      return trust satisfies never;
  }
};

const rowOf = (name: SignalName, lead: Lead): readonly string[] => {
  const { accuracy } = lead;
  const error = (value: number | null | undefined): string =>
    value === null || value === undefined ? '-' : percent(value);
  return [
    `${name} in ${aheadText(lead.aheadMs)}`,
    error(accuracy?.forecastError),
    error(accuracy?.asNowError),
    error(accuracy?.asYesterdayError),
    verdictOf(lead),
  ];
};

const headings = ['OFF BY, LAST WEEK', 'FORECAST', '"AS NOW"', '"AS YESTERDAY"', ''];

export const accuracyLines = ({ signals }: PastSignals): readonly string[] => {
  const rows = foretold.flatMap((name) => {
    const signal = signals[name];
    if (signal.kind === 'unknown' || signal.outlook.near.kind === 'none') return [];
    const { leads } = signal.outlook.near;
    return leads
      .filter(({ aheadMs }) => shownMinutes.some((minutes) => aheadMs === minutes * minuteMs))
      .map((lead) => rowOf(name, lead));
  });
  return rows.length === 0 ? [] : ['', textTable(headings, rows)];
};
