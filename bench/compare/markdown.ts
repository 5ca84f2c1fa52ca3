/** The bench as a page of Markdown. */
import { markdownTable } from '#cli/table.ts';
import { figure, percent, plain } from '#simulator/report/numbers.ts';
import { usualCpuTarget } from '#simulator/scalers/web-policy.ts';
import { usualPlant } from '#simulator/trial/setup.ts';
import { against } from './against.ts';
import { entrantsOf } from './entrants.ts';
import { equalTermsTable } from './equal-terms.ts';
import type { Origin } from './origin.ts';
import type { TraceResult } from './trace-job.ts';

const rivals = [
  { name: 'aas-60', label: 'Target tracking, 60 s' },
  { name: 'aas-20', label: 'Target tracking, 20 s' },
  { name: 'aas-step', label: 'Step scaling' },
  { name: 'aas-predictive', label: 'AWS predictive' },
  { name: 'hpa', label: 'HPA' },
  { name: 'knative', label: 'Knative' },
] as const;

const everyone = (results: readonly TraceResult[]): string => {
  const [first] = results;
  if (first === undefined) return 'No traces.';
  return markdownTable(
    ['trace', ...entrantsOf(first).map(({ label }) => label)],
    results.map((result) => [
      result.comparison.trace,
      ...entrantsOf(result).map(
        ({ score }) => `${percent(score.violatedPct)} · ${figure(score.taskHours)}`,
      ),
    ]),
  );
};

const tracesTable = (results: readonly TraceResult[]): string =>
  markdownTable(
    ['trace', 'days', 'a value every', 'repairs'],
    results.map(({ comparison, days, everySeconds, repairs }) => [
      comparison.trace,
      figure(days),
      `${plain(everySeconds)} s`,
      repairs.join('; ') || 'none',
    ]),
  );

const plantText = (): string => {
  const { peakTasks, startLagSeconds, metricDelaySeconds, sloPercent, min, max } = usualPlant;
  return `Each trace is scaled so that its highest value needs ${peakTasks} tasks at the SLO. A minute is violated when its load is above ${sloPercent} % of what ran. A task takes ${startLagSeconds} s to start; a minute's metric comes ${metricDelaySeconds} s after its end, a point of 20 s after ${metricDelaySeconds / 3} s; ${min} to ${max} tasks. Replay is open loop: the load does not react to what the service can carry.`;
};

const originText = ({ command, commit, machine }: Origin): string =>
  ['```', `command  ${command}`, `commit   ${commit}`, `machine  ${machine}`, '```'].join('\n');

const queueSection = (queues: readonly TraceResult[]): readonly string[] =>
  queues.length === 0
    ? []
    : [
        '## As a queue',
        `The same values as messages that wait until a task has time; a minute is violated when what came and what waited is more than its tasks can do within the SLO. Flyball and KEDA go by the length of the queue, at as many messages a task as it works off in a minute at ${usualCpuTarget} %; the others go by the load of the tasks. Violated minutes · task-hours.`,
        everyone(queues),
      ];

export const benchmarksPage = (all: readonly TraceResult[], origin: Origin): string => {
  const results = all.filter(({ work }) => work === 'requests');
  const queues = all.filter(({ work }) => work === 'jobs');
  return [
    '# Flyball and the others, measured',
    originText(origin),
    `${plantText()} Scores are defined in [SCORES.md](SCORES.md); what the others are modelled as, and why with these settings, in [PEERS.md](PEERS.md).`,
    `## Against target tracking with 60-s metrics, both at ${usualCpuTarget} %`,
    against(results, 'flyball', 'aas-60'),
    'The ratio is of violated minutes; none counts as one. A trace on which target tracking violates nothing has no ratio.',
    `## Against target tracking with 20-s metrics, both at ${usualCpuTarget} %`,
    'Flyball with 60-s metrics:',
    against(results, 'flyball', 'aas-20'),
    'Flyball with 20-s metrics:',
    against(results, 'flyball-20', 'aas-20'),
    `## Everyone at ${usualCpuTarget} %`,
    'Violated minutes · task-hours.',
    everyone(results),
    '## On equal terms',
    `Everyone was also run at targets from 40 to 90 %. First, how many more or fewer task-hours Flyball needs to violate as many minutes as the other does at ${usualCpuTarget} %, against the fewest that the other needs for it at any target; then, what Flyball violates with as many task-hours, for the least that the other does. Read off the frontiers by straight lines between targets.`,
    'With 60-s metrics:',
    equalTermsTable(results, 'flyball', rivals),
    'With 20-s metrics and a tick a minute:',
    equalTermsTable(results, 'flyball-20', rivals),
    ...queueSection(queues),
    '## The traces',
    tracesTable(results),
    '',
  ].join('\n\n');
};
