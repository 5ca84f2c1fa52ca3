/** CloudWatch, ELBv2 and SQS as a table of series: what each query of a call finds. */
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { createReadMetrics } from '#adapters/cloudwatch.ts';
import { createFindAttachments } from '#adapters/load-balancers.ts';
import { createReadDepths } from '#adapters/queues.ts';
import { createSignalSource } from '#adapters/signals.ts';
import type { Answer, Reply } from './fake-aws.ts';
import { fakeAws } from './with-fake-aws.ts';

const querySchema = z.object({
  Id: z.string(),
  Expression: z.string().optional(),
  ReturnData: z.boolean().default(true),
  MetricStat: z
    .object({
      Stat: z.string(),
      Metric: z.object({
        MetricName: z.string(),
        Dimensions: z.array(z.object({ Name: z.string(), Value: z.string() })),
      }),
    })
    .optional(),
});

const requestSchema = z.object({
  MetricDataQueries: z.array(querySchema),
  StartTime: z.number(),
  EndTime: z.number(),
  NextToken: z.string().optional(),
});

export type Query = z.infer<typeof querySchema>;

/** Values by minute. */
export type Series = Readonly<Record<number, number>>;

export type Result = {
  readonly series: Series;
  readonly StatusCode?: string;
  readonly Label?: string;
};

export const queriesIn = (body: unknown): readonly Query[] =>
  requestSchema.parse(body).MetricDataQueries;

/** `CPUUtilization/Average/web`: metric, statistic, last dimension. */
export const nameOf = ({ MetricStat, Expression }: Query): string => {
  if (MetricStat === undefined) return Expression ?? '';
  const { Metric, Stat } = MetricStat;
  return `${Metric.MetricName}/${Stat}/${Metric.Dimensions.at(-1)?.Value}`;
};

const resultOf = (query: Query, { series, StatusCode = 'Complete', Label = 'l' }: Result) => {
  const minutes = Object.keys(series).map(Number);
  return {
    Id: query.Id,
    Label,
    StatusCode,
    Timestamps: minutes.map((minute) => minute * 60),
    Values: minutes.map((minute) => series[minute]),
  };
};

export const metricData = (
  results: Readonly<Record<string, Result | readonly Result[]>>,
): Answer => {
  return (body) => {
    const asked = queriesIn(body).filter(({ ReturnData }) => ReturnData);
    const MetricDataResults = asked.flatMap((query) =>
      [results[nameOf(query)] ?? { series: {} }].flat().map((result) => resultOf(query, result)),
    );
    return { body: { MetricDataResults } };
  };
};

const member = (arn: string, balancers: readonly string[]): string =>
  `<member><TargetGroupArn>${arn}</TargetGroupArn><LoadBalancerArns>${balancers
    .map((balancer) => `<member>${balancer}</member>`)
    .join('')}</LoadBalancerArns></member>`;

const found = (members: string): Reply => ({
  body: `<DescribeTargetGroupsResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/"><DescribeTargetGroupsResult><TargetGroups>${members}</TargetGroups></DescribeTargetGroupsResult></DescribeTargetGroupsResponse>`,
});

const targetGroupNotFound: Reply = {
  status: 400,
  body: '<ErrorResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/"><Error><Type>Sender</Type><Code>TargetGroupNotFound</Code><Message>one or more target groups not found</Message></Error></ErrorResponse>',
};

/** By target group ARN: the ARNs of its load balancers. */
export const targetGroups =
  (balancers: Readonly<Record<string, readonly string[]>>): Answer =>
  (body) => {
    const arns = Object.entries(body).flatMap(([name, value]) =>
      name.startsWith('TargetGroupArns') ? [String(value)] : [],
    );
    if (arns.some((arn) => balancers[arn] === undefined)) return targetGroupNotFound;
    return found(arns.map((arn) => member(arn, balancers[arn] ?? [])).join(''));
  };

export const fakeSignals = async (answers: Readonly<Record<string, Answer>>) => {
  const aws = await fakeAws(answers);
  const source = createSignalSource({
    readMetrics: createReadMetrics(new CloudWatchClient(aws.settings)),
    findAttachments: createFindAttachments(new ElasticLoadBalancingV2Client(aws.settings)),
    readDepths: createReadDepths(new SQSClient({ ...aws.settings, useQueueUrlAsEndpoint: false })),
  });
  return { aws, source };
};
