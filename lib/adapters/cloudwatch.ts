/** GetMetricData: questions in, answers out, as few billed metrics as they allow, and a bad call fails only its own. */
import {
  type CloudWatchClient,
  GetMetricDataCommand,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import pLimit from 'p-limit';
import type { Deadline } from '#lib/ports.ts';
import { textOf } from './aws-error.ts';
import { call } from './call.ts';
import { type Batch, batchesOf, billedMetricsOf } from './metrics/batches.ts';
import { answerId, metricDataQueries } from './metrics/queries.ts';
import { type Answer, type Answers, type Question, questionKeyOf } from './metrics/question.ts';
import { answersById } from './metrics/results.ts';
import { allPages, type Page } from './paging.ts';

export type ReadMetrics = (
  questions: readonly Question[],
  deadline: Deadline,
  /** How many requests may be made that cost nothing. @default 0 */
  freeRequests?: number,
) => Promise<Answers>;

/** 50 calls a second are allowed in a region, and a full one takes a good part of a second. */
const callsAtOnce = 6;
/** 500 queries over a day of minutes are 8 pages of 100,800 points. */
const pagesAtMost = 10;

const pageOf =
  (client: CloudWatchClient, { questions, window }: Batch, deadline: Deadline) =>
  async (token: string | undefined): Promise<Page<MetricDataResult>> => {
    const command = new GetMetricDataCommand({
      MetricDataQueries: metricDataQueries(questions),
      StartTime: new Date(window.startMs),
      EndTime: new Date(window.endMs),
      ScanBy: 'TimestampAscending',
      ...(token === undefined ? {} : { NextToken: token }),
    });
    const output = await call('CloudWatch GetMetricData', deadline, (options) =>
      client.send(command, options),
    );
    return { items: output.MetricDataResults ?? [], next: output.NextToken };
  };

const answersTo = async (
  client: CloudWatchClient,
  batch: Batch,
  deadline: Deadline,
): Promise<readonly Answer[]> => {
  const page = pageOf(client, batch, deadline);
  try {
    const results = await allPages({ what: 'CloudWatch GetMetricData', pagesAtMost, page });
    return answersById(
      batch.questions.map((_, index) => answerId(index)),
      results,
    );
  } catch (error) {
    return batch.questions.map(() => ({ kind: 'failed', cause: textOf(error) }));
  }
};

/** A batch is asked over the widest window in it; who asked for less gets less. */
export const within = (answer: Answer, { startMs, endMs }: Question['window']): Answer =>
  answer.kind === 'failed'
    ? answer
    : {
        kind: 'points',
        points: answer.points.filter(({ atMs }) => startMs <= atMs && atMs < endMs),
      };

export const createReadMetrics =
  (client: CloudWatchClient): ReadMetrics =>
  async (questions, deadline) => {
    const batches = batchesOf(questions);
    const answered = new Map<string, Answer>();
    await pLimit(callsAtOnce).map(batches, async (batch) => {
      const answers = await answersTo(client, batch, deadline);
      for (const [index, question] of batch.questions.entries()) {
        const answer = answers[index];
        if (answer !== undefined) answered.set(questionKeyOf(question), answer);
      }
    });
    const unasked: Answer = { kind: 'failed', cause: 'CloudWatch was not asked for it' };
    return {
      to: (question) => within(answered.get(questionKeyOf(question)) ?? unasked, question.window),
      billedMetrics: batches.reduce((total, batch) => total + billedMetricsOf(batch), 0),
    };
  };
