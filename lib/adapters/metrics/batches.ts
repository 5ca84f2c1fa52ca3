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
type Unit = {
  readonly questions: readonly MetricQuestion[];
  readonly window: Window;
  readonly origin: MetricQuestion['origin'];
};

/** A metric that is built in as well is known to be good, whoever else asks for it. */
const unitsOf = (questions: readonly MetricQuestion[]): readonly Unit[] =>
  [...Map.groupBy(questions, ({ source }) => metricKeyOf(source)).values()].map((same) => ({
    questions: merged(same),
    window: coveringWindow(windowsOf(same)),
    origin: same.some(({ origin }) => origin === 'built-in') ? 'built-in' : 'custom',
  }));

const lengthMs = ({ startMs, endMs }: Window): number => endMs - startMs;

/** One service that looks back a day must not lengthen 499 answers of ten minutes to 1,440 points each. */
const longerAtMost = 2;

/** A page of GetMetricData holds 100,800 points. Five of them come within a second or two. */
const pointsPerCall = 500_000;

const pointsOf = ({ window: { periodSeconds } }: MetricQuestion, lengthOfCallMs: number): number =>
  lengthOfCallMs / (periodSeconds * 1000);

/** Every question of a call is answered over the whole of its window, those of 20 seconds too. */
const pointsIn = (units: readonly Unit[], lengthOfCallMs: number): number =>
  units
    .flatMap(({ questions }) => questions)
    .reduce((sum, question) => sum + pointsOf(question, lengthOfCallMs), 0);

const hasRoom = (call: readonly Unit[], longest: Unit, unit: Unit): boolean =>
  [...call, unit].reduce((sum, { questions }) => sum + questions.length, 0) <= queriesPerCall &&
  lengthMs(longest.window) <= longerAtMost * lengthMs(unit.window) &&
  pointsIn([...call, unit], lengthMs(longest.window)) <= pointsPerCall;

/** Like windows share a call: the longest are packed first, and each call begins with its longest. */
const packed = (units: readonly Unit[]): readonly (readonly MetricQuestion[])[] => {
  const calls: Unit[][] = [];
  for (const unit of units.toSorted((a, b) => lengthMs(b.window) - lengthMs(a.window))) {
    const call = calls.at(-1) ?? [];
    const [longest] = call;
    if (longest !== undefined && hasRoom(call, longest, unit)) call.push(unit);
    else calls.push([unit]);
  }
  return calls.map((call) => call.flatMap(({ questions }) => questions));
};

const isMetric = (question: Question): question is MetricQuestion => question.kind === 'metric';
const isExpression = (question: Question): question is ExpressionQuestion =>
  question.kind === 'expression';

/**
 * One bad dimension fails its whole call, so metrics of the fleet file have calls apart from those that every
 * service lives on. An expression has a call to itself: an error in it fails the whole call too, its ids are
 * its own, and `METRICS()` in it means every metric of the call.
 */
export const batchesOf = (questions: readonly Question[]): readonly Batch[] => {
  const units = unitsOf(questions.filter(isMetric));
  const metrics = (['built-in', 'custom'] as const).flatMap((each) =>
    packed(units.filter(({ origin }) => origin === each)),
  );
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
