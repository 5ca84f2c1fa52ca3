/** The report of a backtest: the policy in question, what really happened, and the policy of today where they differ. */

import type { Backtest, Result } from '../backtest/run-backtest.ts';
import { demandTasks } from '../trial/outcome.ts';
import { figure, momentOf, plain } from './numbers.ts';
import type { Contender, Fact, Report, Role, Series } from './report.ts';
import { verdictOf } from './verdict.ts';

/** What is not known of the past must not be drawn as if it were, nor how a replay got used to its first hour. */
const whereScored = (tasks: readonly number[], { outcome }: Result): Series['tasks'] =>
  tasks.map((count, index) => (outcome.scored[index] === true ? count : null));

const seriesOf = (result: Result): Series => ({
  startMs: result.outcome.startMs,
  everySeconds: 60,
  tasks: whereScored(result.outcome.running, result),
});

const contenderOf = (result: Result, role: Role): Contender => {
  const { label, score } = result;
  return { label, role, score, running: seriesOf(result), frontier: [] };
};

export type BacktestRun = {
  readonly service: string;
  readonly backtest: Backtest;
  readonly cautions: readonly string[];
  readonly startLag: string;
  readonly command: string;
};

const factsOf = ({ service, backtest, startLag }: BacktestRun): readonly Fact[] => {
  const { outcome, score } = backtest.actual;
  const { plant, startMs, scored } = outcome;
  return [
    { term: 'Service', value: service },
    {
      term: 'History',
      value: `${momentOf(startMs)} to ${momentOf(startMs + scored.length * 60_000)} UTC`,
    },
    {
      term: 'Scored',
      value: `${figure(score.scoredHours)} hours: all but the first, and but for what is not known`,
    },
    { term: 'Start lag', value: startLag },
    { term: 'Metric delay', value: `${plain(plant.metricDelaySeconds)} s` },
    { term: 'SLO', value: `CPU utilisation up to ${plain(plant.sloPercent)} %` },
    ...backtest.replays.map(({ label, outcome: { plant: own } }) => ({
      term: label,
      value: `${own.min} to ${own.max} tasks`,
    })),
  ];
};

export const backtestReport = (run: BacktestRun): Report => {
  const { actual, replays } = run.backtest;
  const [subject, ...others] = [
    ...replays
      .toReversed()
      .map((result, index) => contenderOf(result, index === 0 ? 'subject' : 'peer')),
  ];
  const rival = contenderOf(actual, 'rival');
  const contenders = subject === undefined ? [rival] : [subject, rival, ...others];
  const verdicts =
    subject === undefined ? [] : contenders.slice(1).map((other) => verdictOf(subject, other));
  const [headline = 'Nothing was replayed.', ...rest] = verdicts;
  const { startMs } = actual.outcome;
  return {
    title: `Backtest of ${run.service}`,
    findings: [headline, ...rest],
    contenders,
    demand: { startMs, everySeconds: 60, tasks: whereScored(demandTasks(actual.outcome), actual) },
    facts: factsOf(run),
    fairness:
      'Policies were given the load of that time minute by minute, and what really happened is scored by the same formulas. The first hour counts for nobody.',
    cautions: run.cautions,
    command: run.command,
  };
};
