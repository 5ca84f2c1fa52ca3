import { expect, test } from 'vitest';
import { batchesOf, billedMetricsOf, queriesPerCall } from '#adapters/metrics/batches.ts';
import { type MetricQuestion, metricKeyOf, type Question } from '#adapters/metrics/question.ts';

const metric = (name: string, statistic = 'Average', startMs = 0): MetricQuestion => ({
  kind: 'metric',
  origin: 'custom',
  source: { namespace: 'App', metric: name, dimensions: { b: '2', a: '1' }, statistic },
  window: { startMs, endMs: 600_000, periodSeconds: 60 },
});

const expression = (text: string): Question => ({
  kind: 'expression',
  expression: text,
  metrics: { m: metric('m').source, n: metric('m', 'Sum').source },
  window: { startMs: 0, endMs: 600_000, periodSeconds: 60 },
});

const total = (questions: readonly Question[]): number =>
  batchesOf(questions).reduce((sum, batch) => sum + billedMetricsOf(batch), 0);

test('a call holds at most 500 queries, and the statistics of a metric share one', () => {
  // 3 does not divide 500, so packing that ignores metrics would split one.
  const statistics = ['Average', 'SampleCount', 'Maximum'];
  const questions = Array.from({ length: 400 }, (_, index) => index).flatMap((index) =>
    statistics.map((statistic) => metric(`m${index}`, statistic)),
  );
  const batches = batchesOf(questions);
  expect(batches.map((batch) => batch.questions.length)).toEqual([498, 498, 204]);
  const callsOf = new Map<string, Set<number>>();
  for (const [call, batch] of batches.entries()) {
    for (const question of batch.questions) {
      if (question.kind !== 'metric') continue;
      const key = metricKeyOf(question.source);
      callsOf.set(key, (callsOf.get(key) ?? new Set()).add(call));
    }
  }
  expect(Math.max(...[...callsOf.values()].map((calls) => calls.size))).toBe(1);
  expect(batches.every((batch) => batch.questions.length <= queriesPerCall)).toBe(true);
});

test('a question that is asked twice is sent once, over the wider window', () => {
  const [batch, ...more] = batchesOf([metric('m', 'Sum', 300_000), metric('m', 'Sum', 60_000)]);
  expect(more).toEqual([]);
  expect(batch?.questions).toHaveLength(1);
  expect(batch?.window.startMs).toBe(60_000);
});

const namesOf = (questions: readonly Question[]): readonly (readonly string[])[] =>
  batchesOf(questions).map((batch) =>
    batch.questions.map((question) => (question.kind === 'metric' ? question.source.metric : '')),
  );

test('one window that is more than twice as long does not lengthen the others', () => {
  const dayMs = 24 * 3_600_000;
  const questions = [
    metric('short', 'Sum', 0),
    metric('day', 'Sum', 600_000 - dayMs),
    metric('twice', 'Sum', -600_000),
    metric('longer', 'Sum', -600_001),
  ];
  expect(namesOf(questions)).toEqual([['day'], ['longer', 'twice'], ['short']]);
  expect(namesOf(questions.filter((_, index) => index % 2 === 0))).toEqual([['twice', 'short']]);
});

test('a metric of the fleet file cannot fail the call of a built-in one', () => {
  const builtIn = (name: string): MetricQuestion => ({ ...metric(name), origin: 'built-in' });
  const questions = [metric('jobs'), builtIn('cpu'), metric('queue'), builtIn('memory')];
  expect(namesOf(questions)).toEqual([
    ['cpu', 'memory'],
    ['jobs', 'queue'],
  ]);
});

test('a built-in metric is built in although the fleet file names it too', () => {
  const builtIn: MetricQuestion = { ...metric('cpu'), origin: 'built-in' };
  expect(namesOf([metric('cpu', 'Maximum'), builtIn])).toEqual([['cpu', 'cpu']]);
  expect(namesOf([metric('cpu'), builtIn, metric('jobs')])).toEqual([['cpu'], ['jobs']]);
});

test('the order of dimensions makes no other metric', () => {
  const swapped = { ...metric('m').source, dimensions: { a: '1', b: '2' } };
  expect(metricKeyOf(swapped)).toBe(metricKeyOf(metric('m').source));
});

test('a metric with up to five statistics is billed once, a sixth begins another', () => {
  const statistics = ['Average', 'Sum', 'Minimum', 'Maximum', 'SampleCount'];
  expect(total(statistics.map((statistic) => metric('m', statistic)))).toBe(1);
  expect(total([...statistics, 'p95'].map((statistic) => metric('m', statistic)))).toBe(2);
  expect(total([metric('m'), metric('n')])).toBe(2);
});

test('an expression has a call to itself and is billed for the metrics in it', () => {
  const questions = [metric('m'), expression('m + n'), expression('m - n'), expression('m + n')];
  const batches = batchesOf(questions);
  expect(batches.map(({ questions: [first] }) => first?.kind)).toEqual([
    'metric',
    'expression',
    'expression',
  ]);
  expect(total(questions)).toBe(3);
});

test('nothing asked is nothing called', () => {
  expect(batchesOf([])).toEqual([]);
});
