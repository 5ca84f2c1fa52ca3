/** The embedded metric format: a log line that CloudWatch turns into metrics. */
import * as z from 'zod';
import type { Sent } from './metric-store.ts';

const directive = z.object({
  Namespace: z.string(),
  Dimensions: z.array(z.array(z.string()).max(30)),
  Metrics: z.array(z.object({ Name: z.string(), Unit: z.string().default('None') })).max(100),
});

const lineSchema = z.looseObject({
  _aws: z.object({ Timestamp: z.number(), CloudWatchMetrics: z.array(directive) }),
});

type Line = z.infer<typeof lineSchema>;

const valuesOf = (line: Line, name: string): readonly number[] =>
  z
    .union([z.number().transform((value) => [value]), z.array(z.number())])
    .catch([])
    .parse(line[name]);

const sentBy = (line: Line, { Namespace, Dimensions, Metrics }: z.infer<typeof directive>) =>
  Dimensions.flatMap((names) => {
    const dimensions = Object.fromEntries(names.map((name) => [name, String(line[name])]));
    return Metrics.flatMap(({ Name, Unit }) =>
      valuesOf(line, Name).map(
        (value): Sent => ({
          metric: { namespace: Namespace, name: Name, dimensions },
          atMs: line._aws.Timestamp,
          unit: Unit,
          value,
        }),
      ),
    );
  });

/** Nothing for a line that is not of this format. */
export const embeddedMetrics = (parsedLine: unknown): readonly Sent[] => {
  const parsed = lineSchema.safeParse(parsedLine);
  if (!parsed.success) return [];
  return parsed.data._aws.CloudWatchMetrics.flatMap((each) => sentBy(parsed.data, each));
};
