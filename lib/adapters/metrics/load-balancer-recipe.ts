/** Requests, latency and errors of a service, from the load balancers in front of its target groups. */
import type { Point, Reading } from '#engine/model.ts';
import type { Read } from '#engine/plan-reads.ts';
import type { SignalDefinition } from '#engine/policy.ts';
import type { Attachment, TargetGroupDimensions } from '../load-balancers.ts';
import { atEachMoment, largestOf, sumOf } from './merge-series.ts';
import type { Answer, MetricQuestion, Window } from './question.ts';
import type { Recipe } from './recipe.ts';
import { readingOf } from './series-recipe.ts';

type LoadBalancerDefinition = Extract<
  SignalDefinition,
  { kind: 'requests' | 'latency' | 'errors' }
>;

type Input = {
  readonly definition: LoadBalancerDefinition;
  readonly read: Read;
  readonly attachments: ReadonlyMap<string, Attachment>;
  readonly window: Window;
};

type Ask = (metric: string, statistic: string) => readonly MetricQuestion[];
type Combine = (...series: readonly (readonly Point[])[][]) => readonly Point[];

const failed = (cause: string): Recipe => ({
  questions: [],
  combine: () => ({ kind: 'failed', cause }),
});

const noTargetGroup = ({ signal, service }: Read): string =>
  `signal ${signal} needs a load balancer, and ${service.cluster}/${service.name} has no target group; ` +
  'attach one, or track cpu, memory or a custom metric';

const attachmentsOf = ({ read, attachments }: Input): readonly Attachment[] =>
  read.targetGroupArns.map(
    (arn) =>
      attachments.get(arn) ?? { kind: 'failed', cause: `target group ${arn} was not looked up` },
  );

const causesOf = (found: readonly Attachment[], kind: 'uncounted' | 'failed'): readonly string[] =>
  found.flatMap((attachment) => (attachment.kind === kind ? [attachment.cause] : []));

const asking =
  (dimensions: readonly TargetGroupDimensions[], window: Window): Ask =>
  (metric, statistic) =>
    dimensions.map((pair) => ({
      kind: 'metric',
      origin: 'built-in',
      window,
      source: { namespace: 'AWS/ApplicationELB', metric, dimensions: pair, statistic },
    }));

/** Several groups of questions, all of which must be answered. */
const asked = (groups: readonly (readonly MetricQuestion[])[], combine: Combine): Recipe => ({
  questions: groups.flat(),
  combine: (answerTo): Reading => {
    const answers = groups.map((group) => group.map(answerTo));
    const failure = answers.flat().find((answer) => answer.kind === 'failed');
    return failure ?? readingOf(combine(...answers.map((group) => group.map(pointsOf))));
  },
});

const pointsOf = (answer: Answer): readonly Point[] =>
  answer.kind === 'points' ? answer.points : [];

const perMinute =
  (periodSeconds: number) =>
  (point: Point): Point => ({
    ...point,
    value: (point.value * 60) / periodSeconds,
  });

/** The balancer counts errors only when there are any, so none beside requests is none indeed. */
const errorRatio = (
  errors: readonly (readonly Point[])[],
  requests: readonly (readonly Point[])[],
): readonly Point[] => {
  const errorsAt = new Map(
    atEachMoment(errors, sumOf).map(({ atMs, value }) => [atMs, value] as const),
  );
  return atEachMoment(requests, sumOf)
    .filter(({ value }) => value > 0)
    .map(({ atMs, value }) => ({ atMs, value: (errorsAt.get(atMs) ?? 0) / value }));
};

const recipe = (definition: LoadBalancerDefinition, ask: Ask, window: Window): Recipe => {
  const requests = ask('RequestCount', 'Sum');
  switch (definition.kind) {
    case 'requests':
      return asked([requests], (counts = []) =>
        atEachMoment(counts, sumOf).map(perMinute(window.periodSeconds)),
      );
    case 'latency':
      // One slow target group is a slow service, so the worst of them counts; CloudWatch has seconds.
      return asked([ask('TargetResponseTime', definition.statistic)], (times = []) =>
        atEachMoment(times, largestOf).map((point) => ({ ...point, value: point.value * 1000 })),
      );
    case 'errors':
      return asked(
        [ask('HTTPCode_Target_5XX_Count', 'Sum'), requests],
        (errors = [], counts = []) => errorRatio(errors, counts),
      );
    default:
      return definition satisfies never;
  }
};

/**
 * A target group that could not be looked up fails the signal: without it the total would look too small.
 * One behind a network load balancer has no requests to count, and is left out beside others that do.
 */
export const loadBalancerRecipe = (input: Input): Recipe => {
  const { read, definition, window } = input;
  if (read.targetGroupArns.length === 0) return failed(noTargetGroup(read));
  const attachments = attachmentsOf(input);
  const failures = causesOf(attachments, 'failed');
  if (failures.length > 0) return failed(failures.join('; '));
  const dimensions = attachments.flatMap((attachment) =>
    attachment.kind === 'attached' ? attachment.dimensions : [],
  );
  if (dimensions.length === 0) return failed(causesOf(attachments, 'uncounted').join('; '));
  return recipe(definition, asking(dimensions, window), window);
};
