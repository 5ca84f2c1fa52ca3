/** `signals:`, the named ones. The built-in ones need no definition (`signals.ts`). */
import * as z from 'zod';
import type { SignalDefinition } from '#engine/policy.ts';
import { formulaSignal } from './formula-schema.ts';
import { queueUrl } from './names.ts';
import { dimensionPattern } from './placeholders.ts';
import { choice, text } from './scalars.ts';
import { kindUnion, namedRecord, strictObject } from './strict-object.ts';

const statistic = text({
  what: 'Average, Sum, Minimum, Maximum, SampleCount or a percentile',
  pattern: /^(Average|Sum|Minimum|Maximum|SampleCount|p(\d{1,2}(\.\d{1,4})?|100))$/,
  example: 'p95',
});

const percentile = text({
  what: 'Average, Minimum, Maximum or a percentile',
  pattern: /^(Average|Minimum|Maximum|p(\d{1,2}(\.\d{1,4})?|100))$/,
  example: 'p95',
});

const metricText = (what: string, example: string) =>
  text({ what, pattern: /^[\x20-\x7e]{1,255}$/, example });

const metricSource = {
  namespace: metricText('a CloudWatch namespace', 'MyApp'),
  metric: metricText('a CloudWatch metric name', 'JobsWaiting'),
  dimensions: namedRecord(
    'dimension values',
    metricText('a dimension name', 'ServiceName'),
    text({
      what: 'a dimension value in which only {cluster} and {service} stand in braces',
      pattern: dimensionPattern,
      example: "'{service}'",
    }),
  ).default({}),
  statistic: statistic.default('Average'),
};

/** There is no safe default: taking a total for an average would be wrong by a factor of the count. */
const per = choice(['task', 'service']);

const custom = strictObject('a custom signal', {
  kind: z.literal('custom'),
  per,
  ...metricSource,
});

/** CloudWatch wants ids of queries to begin with a small letter. */
const metricId = text({
  what: 'an id that starts with a small letter, of letters, digits and _',
  pattern: /^[a-z][A-Za-z0-9_]{0,63}$/,
  example: 'jobs',
});

const expression = strictObject('an expression signal', {
  kind: z.literal('expression'),
  per,
  expression: text({
    what: 'a CloudWatch metric math expression of at most 1024 characters',
    pattern: /^[\x20-\x7e]{1,1024}$/,
    example: 'busy / total * 100',
  }),
  metrics: namedRecord('metrics', metricId, strictObject('a metric', metricSource)).refine(
    (metrics) => Object.keys(metrics).length > 0 && Object.keys(metrics).length <= 10,
    { error: 'must name from 1 to 10 metrics for the expression; each is billed per read' },
  ),
});

const latency = strictObject('a latency signal', {
  kind: z.literal('latency'),
  statistic: percentile,
});

const queue = <Kind extends 'queueDepth' | 'queueAge'>(kind: Kind) =>
  strictObject('a queue signal', { kind: z.literal(kind), queue: queueUrl }).transform(
    ({ queue: url }) => ({ kind, queueUrl: url }),
  );

export const signalSchema = kindUnion(
  'a signal',
  [custom, expression, latency, queue('queueDepth'), queue('queueAge'), formulaSignal(per)],
  ['custom', 'expression', 'latency', 'queueDepth', 'queueAge', 'formula'],
) satisfies z.ZodType<SignalDefinition>;
