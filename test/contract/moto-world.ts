/** Furnishes moto's server with what the adapters read, through the SDK's own clients. */
import {
  ApplicationAutoScalingClient,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { createTable } from '../adapters/dynamodb.ts';

export type MotoClients = ReturnType<typeof motoClients>;

export const motoClients = (endpoint: string) => {
  const settings = {
    region: 'us-east-1',
    endpoint,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  return {
    ecs: new ECSClient(settings),
    cloudWatch: new CloudWatchClient(settings),
    elb: new ElasticLoadBalancingV2Client(settings),
    sqs: new SQSClient(settings),
    sns: new SNSClient(settings),
    dynamodb: new DynamoDBClient(settings),
    autoScaling: new ApplicationAutoScalingClient(settings),
  };
};

const present = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new Error(`moto gave no ${what}`);
  return value;
};

/** There is no EC2 client among the dependencies, and only this one call would need it. */
const defaultSubnets = async (endpoint: string): Promise<string[]> => {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      authorization:
        'AWS4-HMAC-SHA256 Credential=test/20261101/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=0',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'Action=DescribeSubnets&Version=2016-11-15',
    signal: AbortSignal.timeout(10_000),
  });
  return [...(await response.text()).matchAll(/<subnetId>(.+?)<\/subnetId>/g)].map(([, id]) =>
    present(id, 'subnet'),
  );
};

export const createBalancedTargetGroup = async ({ elb }: MotoClients, endpoint: string) => {
  const Subnets = (await defaultSubnets(endpoint)).slice(0, 2);
  const balancers = await elb.send(new CreateLoadBalancerCommand({ Name: 'shop', Subnets }));
  const balancer = present(balancers.LoadBalancers?.[0], 'load balancer');
  const groups = await elb.send(
    new CreateTargetGroupCommand({
      Name: 'web',
      Protocol: 'HTTP',
      Port: 80,
      VpcId: balancer.VpcId,
    }),
  );
  const group = present(groups.TargetGroups?.[0], 'target group');
  const TargetGroupArn = present(group.TargetGroupArn, 'target group ARN');
  await elb.send(
    new CreateListenerCommand({
      LoadBalancerArn: balancer.LoadBalancerArn,
      Protocol: 'HTTP',
      Port: 80,
      DefaultActions: [{ Type: 'forward', TargetGroupArn }],
    }),
  );
  const nameOf = (arn: string) => arn.slice(arn.lastIndexOf(':') + 1);
  return {
    arn: TargetGroupArn,
    dimensions: {
      TargetGroup: nameOf(TargetGroupArn),
      LoadBalancer: nameOf(present(balancer.LoadBalancerArn, 'balancer ARN')).slice(
        'loadbalancer/'.length,
      ),
    },
  };
};

type NewService = {
  readonly name: string;
  readonly desired: number;
  readonly enabled: boolean;
  readonly targetGroupArn?: string;
};

export const createCluster = async ({ ecs }: MotoClients, clusterName: string): Promise<void> => {
  await ecs.send(new CreateClusterCommand({ clusterName }));
  await ecs.send(
    new RegisterTaskDefinitionCommand({
      family: 'app',
      containerDefinitions: [{ name: 'app', image: 'app', cpu: 256, memory: 512 }],
    }),
  );
};

export const createService = async (
  { ecs }: MotoClients,
  cluster: string,
  { name, desired, enabled, targetGroupArn }: NewService,
): Promise<void> => {
  await ecs.send(
    new CreateServiceCommand({
      cluster,
      serviceName: name,
      taskDefinition: 'app',
      desiredCount: desired,
      tags: enabled ? [{ key: 'flyball:enabled', value: 'true' }] : [],
      ...(targetGroupArn === undefined
        ? {}
        : { loadBalancers: [{ targetGroupArn, containerName: 'app', containerPort: 80 }] }),
    }),
  );
};

export type Datum = {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly atMs: number;
  readonly values: readonly number[];
};

/** One datum a value: as many samples as there are tasks. */
export const putMetric = async ({ cloudWatch }: MotoClients, datum: Datum): Promise<void> => {
  const Dimensions = Object.entries(datum.dimensions).map(([Name, Value]) => ({ Name, Value }));
  await cloudWatch.send(
    new PutMetricDataCommand({
      Namespace: datum.namespace,
      MetricData: datum.values.map((Value) => ({
        MetricName: datum.metric,
        Dimensions,
        Timestamp: new Date(datum.atMs),
        Value,
      })),
    }),
  );
};

/** Three messages, of which a worker has taken one. */
export const createBusyQueue = async ({ sqs }: MotoClients): Promise<string> => {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'jobs' }));
  const url = present(QueueUrl, 'queue URL');
  for (const MessageBody of ['a', 'b', 'c']) {
    await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody }));
  }
  await sqs.send(new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 1 }));
  return url;
};

/** A topic whose messages arrive in a queue, where the test can see them. */
export const createTopicWithInbox = async ({ sns, sqs }: MotoClients) => {
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'flyball' }));
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'inbox' }));
  await sns.send(
    new SubscribeCommand({
      TopicArn,
      Protocol: 'sqs',
      Endpoint: 'arn:aws:sqs:us-east-1:123456789012:inbox',
    }),
  );
  const received = async () => {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    return Messages.map(({ Body }) => Body ?? '');
  };
  return { topicArn: present(TopicArn, 'topic ARN'), received };
};

export const createFlyballTable = ({ dynamodb }: MotoClients) => createTable(dynamodb, 'flyball');

export const registerTarget = async (
  { autoScaling }: MotoClients,
  ResourceId: string,
  suspended: boolean,
): Promise<void> => {
  await autoScaling.send(
    new RegisterScalableTargetCommand({
      ServiceNamespace: 'ecs',
      ScalableDimension: 'ecs:service:DesiredCount',
      ResourceId,
      MinCapacity: 1,
      MaxCapacity: 4,
      SuspendedState: {
        DynamicScalingInSuspended: suspended,
        DynamicScalingOutSuspended: suspended,
        ScheduledScalingSuspended: false,
      },
    }),
  );
};
