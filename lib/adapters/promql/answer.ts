/** The answer to one range query: Prometheus's own envelope. */
import * as z from 'zod';
import type { Point } from '#engine/model.ts';

export type PromqlSeries = {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly Point[];
};

export type PromqlAnswer = {
  readonly series: readonly PromqlSeries[];
  /** More than 500 series are cut off with a 200 and a word here, and nothing else tells. */
  readonly warnings: readonly string[];
};

const sampleSchema = z.tuple([z.number(), z.string()]);

const envelopeSchema = z.object({
  status: z.literal('success'),
  warnings: z.array(z.string()).default([]),
  data: z.object({
    resultType: z.literal('matrix'),
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        values: z.array(sampleSchema).default([]),
      }),
    ),
  }),
});

/** Prometheus writes numbers as text, NaN and Inf among them: those are no measurements. */
const pointsOf = (
  values: readonly z.infer<typeof sampleSchema>[],
  periodSeconds: number,
): readonly Point[] =>
  values.flatMap(([atSeconds, text]) => {
    const value = text === '' ? Number.NaN : Number(text);
    return Number.isFinite(value) ? [{ atMs: (atSeconds - periodSeconds) * 1000, value }] : [];
  });

export const parseAnswer = (text: string, periodSeconds: number): PromqlAnswer => {
  const { warnings, data } = envelopeSchema.parse(JSON.parse(text));
  return {
    warnings,
    series: data.result.map(({ metric, values }) => ({
      labels: metric,
      points: pointsOf(values, periodSeconds),
    })),
  };
};
