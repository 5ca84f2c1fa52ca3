/** A backtest for machines. */

import { saturatedMinutes } from '#simulator/backtest/past.ts';
import type { Result } from '#simulator/backtest/run-backtest.ts';
import type { Backtested } from './backtest.ts';

const isoOf = (ms: number): string => new Date(ms).toISOString();

/** Names tell autoscalers apart, and here labels do. */
const resultOf = ({ label, score: { name: _, ...score } }: Result) => ({ label, ...score });

const replayOf = (result: Result) => {
  const { min, max } = result.outcome.plant;
  return { bounds: { min, max }, ...resultOf(result) };
};

export const backtestData = ({
  past,
  startLag,
  backtest,
  report,
  savings,
  schedule,
}: Backtested) => {
  const { actual, replays } = backtest;
  const { startMs, scored, plant } = actual.outcome;
  return {
    title: report.title,
    findings: report.findings,
    cautions: report.cautions,
    history: {
      from: isoOf(startMs),
      until: isoOf(startMs + scored.length * 60_000),
      minutes: past.minutes.length,
      saturatedMinutes: saturatedMinutes(past),
      samplesPerTask: past.samplesPerTask,
    },
    startLag,
    sloPercent: plant.sloPercent,
    actual: resultOf(actual),
    replays: replays.map(replayOf),
    ...(savings === null ? {} : { byRisk: savings }),
    ...(schedule === null ? {} : { bySchedule: schedule }),
  };
};
