/** The SDK clients that the function uses and nothing else: the least that any bundle like ours can be. */
import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';

export const clients = [
  ApplicationAutoScalingClient,
  CloudWatchClient,
  DynamoDBClient,
  ECSClient,
  ElasticLoadBalancingV2Client,
  ResourceGroupsTaggingAPIClient,
  SNSClient,
  SQSClient,
];
