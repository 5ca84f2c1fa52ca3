/** Metrics by GetMetricStatistics while requests are free and few, else by GetMetricData. */
import { type CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import pLimit from 'p-limit';
import type { Deadline } from '#lib/ports.ts';
import { freeRequestsPerTick } from '#lib/spend.ts';
import { textOf } from './aws-error.ts';
import { call } from './call.ts';
import { type ReadMetrics, within } from './cloudwatch.ts';
import {
  type Answer,
  type MetricQuestion,
  type Question,
  questionKeyOf,
} from './metrics/question.ts';
import {
  answerFrom,
  type StatisticsRequest,
  statisticsInput,
  statisticsRequests,
} from './metrics/statistics.ts';

const callsAtOnce = 10;

const isMetric = (question: Question): question is MetricQuestion => question.kind === 'metric';

type Answered = readonly (readonly [string, Answer])[];

const answersTo = async (
  client: CloudWatchClient,
  request: StatisticsRequest,
  deadline: Deadline,
): Promise<Answered> => {
  const input = statisticsInput(request);
  if (input === null) return [];
  const keys = request.questions.map(questionKeyOf);
  try {
    const command = new GetMetricStatisticsCommand(input);
    const { Datapoints = [] } = await call('CloudWatch GetMetricStatistics', deadline, (options) =>
      client.send(command, options),
    );
    return request.questions.map((each, at) => [keys[at] ?? '', answerFrom(Datapoints, each)]);
  } catch (error) {
    const failed: Answer = { kind: 'failed', cause: textOf(error) };
    return keys.map((key) => [key, failed]);
  }
};

/** Whether all of them can be asked for nothing. By halves, both prices would be paid in latency. */
const freeOf = (
  questions: readonly MetricQuestion[],
  freeRequests: number,
): readonly StatisticsRequest[] => {
  const requests = statisticsRequests(questions) ?? [];
  return requests.length <= Math.min(freeRequests, freeRequestsPerTick) ? requests : [];
};

export const createThriftyReadMetrics =
  (client: CloudWatchClient, paid: ReadMetrics): ReadMetrics =>
  async (questions, deadline, freeRequests = 0) => {
    const requests = freeOf(questions.filter(isMetric), freeRequests);
    const free = new Set(requests.flatMap((request) => request.questions).map(questionKeyOf));
    const others = questions.filter((question) => !free.has(questionKeyOf(question)));
    const [answered, answers] = await Promise.all([
      pLimit(callsAtOnce).map(requests, (request) => answersTo(client, request, deadline)),
      paid(others, deadline),
    ]);
    const known = new Map(answered.flat());
    return {
      to: (question) => {
        const answer = known.get(questionKeyOf(question));
        return answer === undefined ? answers.to(question) : within(answer, question.window);
      },
      billedMetrics: answers.billedMetrics,
      freeRequests: requests.length,
    };
  };
