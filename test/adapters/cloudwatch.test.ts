import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { expect, test } from 'vitest';
import { createReadMetrics } from '#adapters/cloudwatch.ts';
import type { MetricQuestion, Question } from '#adapters/metrics/question.ts';
import { type Answer, refusal } from './fake-aws.ts';
import { deadlineIn } from './sample.ts';
import { queriesIn } from './signal-fakes.ts';
import { fakeAws } from './with-fake-aws.ts';

const deadline = deadlineIn(20_000);

const question = (metric: string, startMs = 0): MetricQuestion => ({
  kind: 'metric',
  origin: 'custom',
  source: { namespace: 'App', metric, dimensions: {}, statistic: 'Sum' },
  window: { startMs, endMs: 600_000, periodSeconds: 60 },
});

const ask = async (answer: Answer, questions: readonly Question[]) => {
  const aws = await fakeAws({ GetMetricData: answer });
  const answers = await createReadMetrics(new CloudWatchClient(aws.settings))(questions, deadline);
  return { aws, answers };
};

const page = (body: unknown, status: string, minute: number, next?: string) => ({
  body: {
    MetricDataResults: queriesIn(body).map(({ Id }) => ({
      Id,
      Label: 'l',
      StatusCode: status,
      Timestamps: [minute * 60],
      Values: [minute],
    })),
    ...(next === undefined ? {} : { NextToken: next }),
  },
});

const point = (minute: number) => ({ atMs: minute * 60_000, value: minute });

test('a series over several pages is one, oldest first, when the last page is complete', async () => {
  const { aws, answers } = await ask(
    (body, count) => (count === 1 ? page(body, 'PartialData', 5, 'p2') : page(body, 'Complete', 3)),
    [question('m')],
  );
  expect(answers.to(question('m'))).toEqual({ kind: 'points', points: [point(3), point(5)] });
  expect(aws.calls.map(({ body }) => body['NextToken'])).toEqual([undefined, 'p2']);
});

test.each(['PartialData', 'InternalError', 'Forbidden'])(
  'a series that ends as %s has failed',
  async (status) => {
    const { answers } = await ask((body) => page(body, status, 1), [question('m')]);
    expect(answers.to(question('m'))).toMatchObject({
      kind: 'failed',
      cause: expect.stringContaining(status),
    });
  },
);

test('a query that is left out of the answer has failed, and is not absent', async () => {
  const { answers } = await ask(() => ({ body: { MetricDataResults: [] } }), [question('m')]);
  expect(answers.to(question('m'))).toMatchObject({ kind: 'failed' });
});

test('pages without end are given up', async () => {
  const { aws, answers } = await ask(
    (body) => page(body, 'PartialData', 1, 'more'),
    [question('m')],
  );
  expect(answers.to(question('m'))).toMatchObject({
    kind: 'failed',
    cause: expect.stringContaining('more than 10 pages'),
  });
  expect(aws.calls).toHaveLength(10);
});

test('a call that fails takes only its own questions along', async () => {
  const questions = Array.from({ length: 501 }, (_, index) => question(`m${index}`));
  const { aws, answers } = await ask(
    (body) =>
      queriesIn(body).length === 1 ? refusal('InvalidParameterValue') : page(body, 'Complete', 1),
    questions,
  );
  const kinds = questions.map((each) => answers.to(each).kind);
  expect(kinds.filter((kind) => kind === 'failed')).toHaveLength(1);
  expect(aws.calls).toHaveLength(2);
  expect(answers.billedMetrics).toBe(501);
});

test('each asker sees its own window of a shared answer', async () => {
  const short = question('m', 240_000);
  const { aws, answers } = await ask(
    (body) => ({
      body: {
        MetricDataResults: queriesIn(body).map(({ Id }) => ({
          Id,
          StatusCode: 'Complete',
          Timestamps: [60, 240, 600],
          Values: [1, 4, 10],
        })),
      },
    }),
    [short, question('m')],
  );
  expect(answers.to(short)).toEqual({ kind: 'points', points: [point(4)] });
  expect(answers.to(question('m'))).toEqual({ kind: 'points', points: [point(1), point(4)] });
  expect(aws.calls).toHaveLength(1);
  expect(answers.billedMetrics).toBe(1);
});

test('an expression keeps its own ids and returns only itself', async () => {
  const busy = question('busy').source;
  const expression: Question = {
    kind: 'expression',
    expression: 'busy * 2',
    metrics: { busy },
    window: question('busy').window,
  };
  const { aws } = await ask((body) => page(body, 'Complete', 1), [expression]);
  expect(aws.calls[0]?.body['MetricDataQueries']).toMatchObject([
    { Expression: 'busy * 2', Period: 60 },
    { Id: 'busy', ReturnData: false, MetricStat: { Stat: 'Sum', Period: 60 } },
  ]);
});
