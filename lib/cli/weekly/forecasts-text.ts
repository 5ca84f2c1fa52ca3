/** The forecasts of the report for a terminal. */
import { textTable } from '../table.ts';
import { type ForecastRow, forecastCells } from './forecasts.ts';

const headings = [
  'FORECASTS',
  'SIGNAL',
  'STANDING',
  'OFF BY',
  '"AS NOW"',
  '"AS YESTERDAY"',
  'WHY NOT USED',
];

export const forecastLines = (rows: readonly ForecastRow[]): readonly string[] =>
  rows.length === 0 ? [] : ['', textTable(headings, rows.map(forecastCells))];
