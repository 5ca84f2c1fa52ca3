import { describe, expect, it, test } from 'vitest';
import type { MetricQuestion, Question } from '#adapters/metrics/question.ts';
import { enquiryOf } from '#adapters/promql/enriched.ts';
import { expressionOf, formOf, halvesOf, queriesFor } from '#adapters/promql/query.ts';

const minutes = (count: number) => ({ startMs: 0, endMs: count * 60_000, periodSeconds: 60 });

const cpuOf = (name: string, cluster = 'shop', statistic = 'Average'): MetricQuestion => ({
  kind: 'metric',
  origin: 'built-in',
  window: minutes(10),
  source: {
    namespace: 'AWS/ECS',
    metric: 'CPUUtilization',
    dimensions: { ClusterName: cluster, ServiceName: name },
    statistic,
  },
});

const queriesOf = (questions: readonly Question[]) =>
  queriesFor(questions.flatMap((question) => enquiryOf(question) ?? []));

test('the services of a cluster are asked for together, an average as a sum and a count', () => {
  const queries = queriesOf([cpuOf('web'), cpuOf('api'), cpuOf('web', 'shop', 'SampleCount')]);
  expect(queries.map((query) => expressionOf(query, '123456789012'))).toEqual([
    'sum by ("ServiceName","ClusterName")(histogram_sum(sum_over_time({"CPUUtilization","@resource.cloud.account.id"="123456789012","ClusterName"="shop","ServiceName"=~"api|web"}[60s])))',
    'sum by ("ServiceName","ClusterName")(histogram_count(sum_over_time({"CPUUtilization","@resource.cloud.account.id"="123456789012","ClusterName"="shop","ServiceName"=~"api|web"}[60s])))',
  ]);
});

test('clusters are asked for apart, since services of one name may be in both', () => {
  const queries = queriesOf([
    cpuOf('web', 'shop', 'SampleCount'),
    cpuOf('web', 'jobs', 'SampleCount'),
  ]);
  expect(queries.map(({ fixed }) => fixed)).toEqual([
    { ClusterName: 'shop' },
    { ClusterName: 'jobs' },
  ]);
});

test('no query asks for more than 200 names', () => {
  const questions = Array.from({ length: 401 }, (_, index) =>
    cpuOf(`s${index}`, 'shop', 'SampleCount'),
  );
  expect(queriesOf(questions).map(({ names }) => names.length)).toEqual([200, 200, 1]);
});

test('halves have each name once, and one name cannot be halved', () => {
  const [query] = queriesOf([cpuOf('a'), cpuOf('b'), cpuOf('c')]);
  if (query === undefined) throw new Error('there is no query');
  const halves = halvesOf(query) ?? [];
  expect(halves.map(({ names }) => names)).toEqual([['a', 'b'], ['c']]);
  expect(halvesOf({ ...query, names: ['c'] })).toBeNull();
});

test('what means something in a regular expression or a quoted text is taken literally', () => {
  const [query] = queriesOf([cpuOf('a.b|"c', 'shop', 'SampleCount')]);
  if (query === undefined) throw new Error('there is no query');
  expect(expressionOf(query, '1')).toContain(String.raw`"ServiceName"=~"a\\.b\\|\"c"`);
});

test('a minute is evaluated at its end', () => {
  const [query] = queriesOf([cpuOf('web', 'shop', 'SampleCount')]);
  if (query === undefined) throw new Error('there is no query');
  const form = formOf(query, '1');
  expect([form.get('start'), form.get('end'), form.get('step')]).toEqual(['60', '600', '60s']);
});

describe('CloudWatch itself is asked', () => {
  const { source } = cpuOf('web');
  const cases: readonly (readonly [string, Question])[] = [
    ['for percentiles', { ...cpuOf('web'), source: { ...source, statistic: 'p95' } }],
    ['for extremes', { ...cpuOf('web'), source: { ...source, statistic: 'Maximum' } }],
    ['for metrics of a fleet file', { ...cpuOf('web'), origin: 'custom' }],
    ['for queues', { ...cpuOf('web'), source: { ...source, namespace: 'AWS/SQS' } }],
    [
      'for other dimensions',
      { ...cpuOf('web'), source: { ...source, dimensions: { ClusterName: 'shop' } } },
    ],
    [
      'for points of 20 seconds, which may not be copied',
      { ...cpuOf('web'), window: { ...minutes(10), periodSeconds: 20 } },
    ],
    ['for more samples than are cheaper', { ...cpuOf('web'), window: minutes(501) }],
    [
      'for expressions',
      { kind: 'expression', expression: 'a', metrics: { a: source }, window: minutes(10) },
    ],
  ];
  it.each(cases)('%s', (_, question) => {
    expect(enquiryOf(question)).toBeNull();
  });

  it('not for 500 minutes of an average, which cost the same', () => {
    expect(enquiryOf({ ...cpuOf('web'), window: minutes(500) })).not.toBeNull();
  });
});
