/** What a stated risk in place of a target would have saved, in words. */
import type { Side } from '#simulator/backtest/side.ts';
import type { Backtested } from './backtest.ts';

export const sideText = ({ taskHours, violatedPct }: Side): string =>
  `${taskHours.toFixed(0)} task-hours and ${violatedPct.toFixed(2)} % violated minutes`;

export const savingsLines = ({ savings }: Pick<Backtested, 'savings'>): readonly string[] => {
  if (savings === null) return [];
  const { present, assured, dollarsAWeek, isAsGood } = savings;
  const sum = `$${Math.abs(dollarsAWeek).toFixed(2)} a week ${dollarsAWeek < 0 ? 'more' : 'less'}`;
  const verdict = isAsGood ? 'and would serve as well' : 'but would serve worse';
  return [
    '',
    `By risk instead, { kind: assure, signal: cpu, risk: 0.5% }: ${sum}, ${verdict}: ${sideText(assured)}, beside ${sideText(present)} as it is.`,
  ];
};
