/** GetMetricStatistics: one metric, up to five statistics or percentiles, 1,440 points, in no order. */
import * as z from 'zod';
import { uniform } from '#simulator/plant/random.ts';
import { AwsError } from '../aws-error.ts';
import { operationsOf } from '../operation.ts';
import { type Datum, statisticOf } from './datum.ts';
import { dimensionsSchema } from './metric.ts';
import { checkPeriod, floorToMinute, periodsOf } from './series.ts';

const operation = operationsOf('InvalidParameterValue');

const mostPoints = 1440;

const inputSchema = z.object({
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: dimensionsSchema,
  StartTime: z.number(),
  EndTime: z.number(),
  Period: z.int(),
  Statistics: z.array(z.string()).max(5).default([]),
  ExtendedStatistics: z.array(z.string()).max(10).default([]),
  Unit: z.string().optional(),
});

type Input = z.infer<typeof inputSchema>;

const check = ({ Statistics, ExtendedStatistics, Period, StartTime, EndTime }: Input): void => {
  checkPeriod(Period, 'InvalidParameterValue');
  if ((Statistics.length === 0) === (ExtendedStatistics.length === 0)) {
    const message = 'Either Statistics or ExtendedStatistics must be given, and not both.';
    throw new AwsError('InvalidParameterCombination', message);
  }
  if (StartTime >= EndTime) {
    const message = 'The parameter StartTime must be less than the parameter EndTime.';
    throw new AwsError('InvalidParameterValue', message);
  }
  const points = (EndTime - StartTime) / Period;
  if (points > mostPoints) {
    const message = `${Math.ceil(points)} points asked, ${mostPoints} is the most: use a longer Period.`;
    throw new AwsError('InvalidParameterCombination', message);
  }
};

const valuesOf = (datum: Datum, statistics: readonly string[]) =>
  Object.fromEntries(statistics.map((name) => [name, statisticOf(name)(datum)]));

export const getMetricStatistics = operation(inputSchema, (input, context) => {
  check(input);
  const { Namespace: namespace, MetricName: name, Dimensions: dimensions } = input;
  const data = periodsOf(
    {
      metric: { namespace, name, dimensions },
      periodSeconds: input.Period,
      unit: input.Unit,
    },
    { startMs: floorToMinute(input.StartTime * 1000), endMs: input.EndTime * 1000 },
    context,
  );
  const shuffled = data.toSorted((a, b) => uniform(1, a.atMs) - uniform(1, b.atMs));
  return {
    Label: name,
    Datapoints: shuffled.map((datum) => ({
      Timestamp: datum.atMs / 1000,
      ...valuesOf(datum, input.Statistics),
      ...(input.ExtendedStatistics.length > 0
        ? { ExtendedStatistics: valuesOf(datum, input.ExtendedStatistics) }
        : {}),
    })),
  };
});
