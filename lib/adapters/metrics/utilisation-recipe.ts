/** CPU and memory: the average over the tasks, and how many tasks it is an average of. */
import type { Point, Reading, ServiceId } from '#engine/model.ts';
import type { Answer, MetricQuestion, Question, Window } from './question.ts';
import type { Recipe } from './recipe.ts';
import { withThirds } from './thirds.ts';

/** ECS publishes one sample a task and period, so the samples of a period are the tasks that ran. */
const withTasks = (averages: readonly Point[], samples: readonly Point[]): readonly Point[] => {
  const samplesAt = new Map(samples.map(({ atMs, value }) => [atMs, value]));
  return averages.map((point) => {
    const tasks = samplesAt.get(point.atMs);
    return tasks === undefined ? point : { ...point, tasks };
  });
};

/** Both are asked in one call, where the statistics of a metric cost no more than one of them. */
export type Windows = { readonly minutes: Window; readonly thirds: Window | null };

type AnswerTo = (question: Question) => Answer;

type Pair = { readonly average: MetricQuestion; readonly samples: MetricQuestion };

type Answered =
  | { readonly kind: 'points'; readonly points: readonly Point[] }
  | Extract<Answer, { kind: 'failed' }>;

const answered = ({ average, samples }: Pair, answerTo: AnswerTo): Answered => {
  const averages = answerTo(average);
  const counts = answerTo(samples);
  if (averages.kind === 'failed') return averages;
  if (counts.kind === 'failed') return counts;
  return { kind: 'points', points: withTasks(averages.points, counts.points) };
};

/** Without its thirds a service is seen by the minute, as it is when nobody asks for them. */
const combined = (minutes: Pair, thirds: Pair | null, answerTo: AnswerTo): Reading => {
  const known = answered(minutes, answerTo);
  if (known.kind === 'failed') return known;
  const finer = thirds === null ? null : answered(thirds, answerTo);
  return withThirds(known.points, finer?.kind === 'points' ? finer.points : []);
};

export const utilisationRecipe = (
  metric: 'CPUUtilization' | 'MemoryUtilization',
  { cluster, name }: ServiceId,
  { minutes: window, thirds: thirdsWindow }: Windows,
): Recipe => {
  const dimensions = { ClusterName: cluster, ServiceName: name };
  const question = (statistic: string, over: Window): MetricQuestion => ({
    kind: 'metric',
    origin: 'built-in',
    window: over,
    source: { namespace: 'AWS/ECS', metric, dimensions, statistic },
  });
  const pair = (over: Window): Pair => ({
    average: question('Average', over),
    samples: question('SampleCount', over),
  });
  const minutes = pair(window);
  const thirds = thirdsWindow === null ? null : pair(thirdsWindow);
  return {
    questions: [minutes, thirds].flatMap((each) =>
      each === null ? [] : [each.average, each.samples],
    ),
    combine: (answerTo) => combined(minutes, thirds, answerTo),
  };
};
