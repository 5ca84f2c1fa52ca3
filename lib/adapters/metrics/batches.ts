/** How questions are packed into calls of GetMetricData. */
import type { MetricSource } from '#engine/policy.ts';
import {
  type ExpressionQuestion,
  type MetricQuestion,
  metricKeyOf,
  type Question,
  questionKeyOf,
  type Window,
} from './question.ts';

export const queriesPerCall = 500;
const statisticsBilledAsOne = 5;

/** One call: distinct questions, asked over a window that covers those of all who asked. */
export type Batch = { readonly questions: readonly Question[]; readonly window: Window };

const coveringWindow = (windows: readonly Window[]): Window => ({
  startMs: Math.min(...windows.map(({ startMs }) => startMs)),
  endMs: Math.max(...windows.map(({ endMs }) => endMs)),
  periodSeconds: Math.max(...windows.map(({ periodSeconds }) => periodSeconds)),
});

const windowsOf = (questions: readonly Question[]): readonly Window[] =>
  questions.map(({ window }) => window);

/** The same question asked by several services, merged into the widest. */
const merged = <Q extends Question>(questions: readonly Q[]): readonly Q[] =>
  [...Map.groupBy(questions, questionKeyOf).values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [{ ...first, window: coveringWindow(windowsOf(same)) }];
  });

/** All statistics of one metric. They stay together, or CloudWatch bills the metric once for each call. */
const unitsOf = (questions: readonly MetricQuestion[]): readonly (readonly MetricQuestion[])[] => [
  ...Map.groupBy(questions, ({ source }) => metricKeyOf(source)).values(),
];

const startOf = (unit: readonly MetricQuestion[]): number =>
  coveringWindow(windowsOf(unit)).startMs;

/** Like windows share a call, so that one long window does not lengthen the answers to everybody. */
const packed = (units: readonly (readonly MetricQuestion[])[]): readonly MetricQuestion[][] => {
  const calls: MetricQuestion[][] = [];
  for (const unit of units.toSorted((left, right) => startOf(left) - startOf(right))) {
    const last = calls.at(-1);
    if (last !== undefined && last.length + unit.length <= queriesPerCall) last.push(...unit);
    else calls.push([...unit]);
  }
  return calls;
};

const isMetric = (question: Question): question is MetricQuestion => question.kind === 'metric';
const isExpression = (question: Question): question is ExpressionQuestion =>
  question.kind === 'expression';

/**
 * An expression has a call to itself: an error in it fails the whole call, its ids are its own, and
 * `METRICS()` in it means every metric of the call.
 */
export const batchesOf = (questions: readonly Question[]): readonly Batch[] => {
  const metrics = packed(unitsOf(merged(questions.filter(isMetric))));
  const expressions = merged(questions.filter(isExpression)).map((expression) => [expression]);
  return [...metrics, ...expressions].map((members) => ({
    questions: members,
    window: coveringWindow(windowsOf(members)),
  }));
};

const sourcesOf = (question: Question): readonly MetricSource[] =>
  question.kind === 'metric' ? [question.source] : Object.values(question.metrics);

export const billedMetricsOf = ({ questions }: Batch): number => {
  const statistics = new Map<string, Set<string>>();
  for (const source of questions.flatMap(sourcesOf)) {
    const asked = statistics.get(metricKeyOf(source)) ?? new Set();
    statistics.set(metricKeyOf(source), asked.add(source.statistic));
  }
  return [...statistics.values()].reduce(
    (total, { size }) => total + Math.ceil(size / statisticsBilledAsOne),
    0,
  );
};
