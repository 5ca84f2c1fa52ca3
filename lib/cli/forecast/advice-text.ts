/** The advice for one service, as people read it. */

import { explainReason } from '#engine/explain.ts';
import { loadBelow } from '#engine/foresight/forecast.ts';
import { at } from '#engine/foresight/load-series.ts';
import type { Advised } from '#lib/forecast/advice/advice.ts';
import { leastChance } from '#lib/forecast/advice/exceedance.ts';
import type { Value } from '#lib/forecast/advice/prediction.ts';
import { bearablePercent } from '#lib/forecast/advice/risk.ts';
import { metricPrice } from '../metric-price.ts';
import { textTable } from '../table.ts';
import { accuracyLines } from './accuracy-text.ts';
import { type BandColumn, bandChart } from './band-chart.ts';
import { aheadText, amount, percent, tasksText } from './figures.ts';
import { foretold, type PastSignal, type SignalName } from './past-signals.ts';
import type { ServiceAdvice } from './service-advice.ts';

const becauses: Readonly<Record<Advised['recommendation']['because'], string>> = {
  cpu: 'CPU will be above 80 %',
  memory: 'memory will be above 80 %',
  requests: 'requests will be more than twice what they are',
  idle: 'CPU and memory stay below 30 %',
  nothing: 'nothing calls for a change',
  unknown: 'nothing can be forecast',
};

const recommendationLine = ({ advice, present }: ServiceAdvice): string => {
  const { change, tasks, priority, because, aheadMs } = advice.overall;
  const why = becauses[because];
  if (change === 'stay') return `Recommendation  stay at ${tasksText(present.tasks)}: ${why}`;
  const when = change === 'out' ? ` within ${aheadText(aheadMs)}` : '';
  return `Recommendation  ${tasksText(tasks)} instead of ${present.tasks}${when}, ${priority} priority: ${why}`;
};

const chanceText = (ratio: number | null): string => {
  if (ratio === null) return 'unknown';
  return ratio <= leastChance ? `at most ${percent(leastChance)}` : percent(ratio);
};

const riskLine = ({ advice, present }: ServiceAdvice): string => {
  const { followed, unheeded } = advice.risk;
  const of = `that a task is above ${bearablePercent} % at the worst moment of the next two hours`;
  return `Risk            ${unheeded.level} with ${tasksText(present.tasks)}: the chance ${of} is ${chanceText(unheeded.chanceRatio)}; ${followed.level} if the advice is followed: ${chanceText(followed.chanceRatio)}`;
};

const savingLine = ({ advice, goal, price }: ServiceAdvice): string => {
  const { saving } = advice;
  if (saving.hours === 0) return 'Saving          unknown: no day can be forecast';
  const present =
    goal === null
      ? 'the count as it is'
      : `what ${goal.signal} at ${amount(goal.target)} a task asks for`;
  const sum = `${saving.dollars < 0 ? '−' : ''}$${Math.abs(saving.dollars).toFixed(2)}`;
  const size = `${price.vcpu} vCPU and ${price.memoryGb} GB a task, Fargate list price`;
  return `Saving          ${sum} over the next ${saving.hours} h: ${amount(saving.advisedTaskHours)} task-hours instead of ${amount(saving.policyTaskHours)} by ${present} (${size})`;
};

const rulesLines = ({ rules, atMs }: ServiceAdvice): readonly string[] =>
  rules.length === 0
    ? ['Rules           none of its policy looks ahead, so this is advice and nothing more']
    : rules.map((reason, index) => {
        const head = index === 0 ? 'Rules           ' : '                ';
        const role = reason.kind === 'advised' ? 'advises' : 'acts';
        return `${head}${role}: ${explainReason(reason, atMs)}`;
      });

const pastColumns = 24;

const columnsOf = (signal: Extract<PastSignal, { kind: 'known' }>, divisor: number) => {
  const { past, outlook } = signal;
  const measured = Array.from({ length: pastColumns }, (_, index): BandColumn => {
    const value = at(past.values, past.values.length - pastColumns + index);
    return { kind: 'measured', value: Number.isNaN(value) ? null : value / divisor };
  });
  const leads = outlook.near.kind === 'forecast' ? outlook.near.leads : [];
  const expected = leads.map(
    (lead): BandColumn => ({
      kind: 'expected',
      value: lead.expected / divisor,
      low: loadBelow(lead, 0.05) / divisor,
      high: loadBelow(lead, 0.95) / divisor,
    }),
  );
  return [...measured, ...expected];
};

const chartTitles: Readonly<Record<SignalName, string>> = {
  cpu: 'CPU of a task, percent',
  memory: 'memory of a task, percent',
  requests: 'requests a minute',
};

/** CPU where it is known, since it is what most services follow. */
const chartLines = ({ past, present }: ServiceAdvice): readonly string[] => {
  for (const name of foretold) {
    const signal = past.signals[name];
    if (signal.kind === 'unknown' || signal.outlook.near.kind === 'none') continue;
    const divisor = name === 'requests' ? 1 : Math.max(1, present.tasks);
    const legend = '• measured  ━ expected  ░ nine times in ten';
    const unchanged = name === 'requests' ? '' : `, with ${tasksText(present.tasks)}`;
    const axis = `${' '.repeat(8)}−2 h${' '.repeat(20)}now${' '.repeat(17)}+2 h`;
    return [
      '',
      `${chartTitles[name]}${unchanged}   ${legend}`,
      ...bandChart(columnsOf(signal, divisor)),
      axis,
    ];
  }
  return [];
};

const cellOf = (value: Value | null, unit: string): string =>
  value === null
    ? '-'
    : `${amount(value.expected)}${unit} (${amount(value.low)}–${amount(value.high)})`;

const confidenceOf = ({ cpu, memory, requests }: Advised): string => {
  const known = [cpu, memory, requests].flatMap((value) => value?.confidence ?? []);
  return known.length === 0 ? '-' : percent(Math.min(...known));
};

const changeText = ({ recommendation: { change, tasks, priority } }: Advised): string =>
  change === 'stay' ? `stay at ${tasksText(tasks)}` : `${tasksText(tasks)} (${priority})`;

const headings = ['AHEAD', 'CPU', 'MEMORY', 'REQUESTS A MINUTE', 'CONFIDENCE', 'RECOMMENDATION'];

const rowOf = (advised: Advised): readonly string[] => [
  aheadText(advised.aheadMs),
  cellOf(advised.cpu, ' %'),
  cellOf(advised.memory, ' %'),
  cellOf(advised.requests, ''),
  confidenceOf(advised),
  changeText(advised),
];

/** Every step of two hours would fill the screen; each half hour tells as much. Machines get them all. */
const shownSteps = ({ advice }: ServiceAdvice): readonly Advised[] => [
  ...advice.steps.filter((_, index) => index === 0 || index % 6 === 5),
  ...advice.hours.filter((_, index) => index >= 2 && (index < 6 || index % 6 === 5)),
];

const unknownLines = ({ past }: ServiceAdvice): readonly string[] =>
  foretold.flatMap((name) => {
    const signal = past.signals[name];
    return signal.kind === 'unknown' ? [`No forecast of ${name}: ${signal.why}.`] : [];
  });

export const adviceText = (told: ServiceAdvice): string => {
  const { service, present, past } = told;
  const rows = shownSteps(told).map(rowOf);
  const lines = [
    `${service}: ${tasksText(present.tasks)}, ${present.min} to ${present.max} allowed`,
    '',
    recommendationLine(told),
    riskLine(told),
    savingLine(told),
    ...rulesLines(told),
    ...accuracyLines(past),
    ...chartLines(told),
    ...(rows.length === 0 ? [] : ['', textTable(headings, rows)]),
    '',
    ...unknownLines(told),
    `Percentages are what ${tasksText(Math.max(1, present.tasks))} would show. This look read ${past.billedMetrics} billed metrics of the past, ${metricPrice(past.billedMetrics)}. Nothing was changed.`,
  ];
  return lines.join('\n');
};
