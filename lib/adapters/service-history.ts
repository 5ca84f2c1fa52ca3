/** A service's history from CloudWatch: two weeks of minutes are 20,160 points a series, four series fit one call. */
import type { Point } from '#engine/model.ts';
import type { ServiceName } from '#lib/registration.ts';
import type {
  CountMinute,
  HistoryRange,
  ServiceHistories,
  UsageMinute,
} from '#lib/service-history.ts';
import type { ReadMetrics } from './cloudwatch.ts';
import { batchesOf, billedMetricsOf } from './metrics/batches.ts';
import type { Answers, MetricQuestion } from './metrics/question.ts';

const questionsOf = ({ cluster, name }: ServiceName, { fromMs, toMs }: HistoryRange) => {
  const question = (namespace: string, metric: string, statistic: string): MetricQuestion => ({
    kind: 'metric',
    origin: 'built-in',
    window: { startMs: fromMs, endMs: toMs, periodSeconds: 60 },
    source: {
      namespace,
      metric,
      dimensions: { ClusterName: cluster, ServiceName: name },
      statistic,
    },
  });
  return {
    cpu: question('AWS/ECS', 'CPUUtilization', 'Average'),
    samples: question('AWS/ECS', 'CPUUtilization', 'SampleCount'),
    desired: question('ECS/ContainerInsights', 'DesiredTaskCount', 'Average'),
    running: question('ECS/ContainerInsights', 'RunningTaskCount', 'Average'),
  };
};

type Questions = ReturnType<typeof questionsOf>;

const pointsOf = (question: MetricQuestion, answers: Answers): readonly Point[] => {
  const answer = answers.to(question);
  if (answer.kind === 'points') return answer.points;
  const { namespace, metric } = question.source;
  throw new Error(`the history of ${namespace} ${metric} could not be read: ${answer.cause}`);
};

const byMoment = (points: readonly Point[]): ReadonlyMap<number, number> =>
  new Map(points.map(({ atMs, value }) => [atMs, value]));

/** A minute counts when both are there; one without the other says nothing about demand. */
const usageOf = (questions: Questions, answers: Answers): readonly UsageMinute[] => {
  const samplesAt = byMoment(pointsOf(questions.samples, answers));
  return pointsOf(questions.cpu, answers).flatMap(({ atMs, value: cpuPercent }) => {
    const samples = samplesAt.get(atMs);
    return samples === undefined ? [] : [{ atMs, cpuPercent, samples }];
  });
};

const countsOf = (questions: Questions, answers: Answers): readonly CountMinute[] => {
  const runningAt = byMoment(pointsOf(questions.running, answers));
  return pointsOf(questions.desired, answers).flatMap(({ atMs, value: desired }) => {
    const running = runningAt.get(atMs);
    return running === undefined ? [] : [{ atMs, desired, running }];
  });
};

export const createServiceHistories = (readMetrics: ReadMetrics): ServiceHistories => ({
  billedMetrics: (service, range) =>
    batchesOf(Object.values(questionsOf(service, range))).reduce(
      (sum, batch) => sum + billedMetricsOf(batch),
      0,
    ),
  read: async (service, range, deadline) => {
    const questions = questionsOf(service, range);
    const answers = await readMetrics(Object.values(questions), deadline);
    return { usage: usageOf(questions, answers), counts: countsOf(questions, answers) };
  },
});
