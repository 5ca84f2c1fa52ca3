/** Every port of a tick over AWS. Clients are made once, since a connection that is kept saves a handshake a call. */
import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ECSClient } from '@aws-sdk/client-ecs';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Home } from '#config/fleet.ts';
import type { DeploymentRecord } from '#lib/deployment.ts';
import type { OperatorPorts } from '#lib/operator-ports.ts';
import type { Ports } from '#lib/ports.ts';
import type { Registrations } from '#lib/registration.ts';
import type { ServiceHistories } from '#lib/service-history.ts';
import { createRivalScalers } from './application-auto-scaling.ts';
import { createRegistrations } from './application-auto-scaling-import.ts';
import { createAwsSignalSource } from './aws-signal-source.ts';
import { clientSettings } from './client-settings.ts';
import { createReadMetrics } from './cloudwatch.ts';
import { createDirectory } from './discovery/directory.ts';
import { createRosterStore } from './discovery/roster-store.ts';
import { createTaggedPage } from './discovery/tagged-page.ts';
import { createAlertDesk } from './dynamodb-alert-desk.ts';
import { createAlertBook } from './dynamodb-alerts.ts';
import { createTickClaims } from './dynamodb-claims.ts';
import { createDecisionLog } from './dynamodb-decisions.ts';
import { createDeploymentRecord } from './dynamodb-deployment.ts';
import { createForesightReader } from './dynamodb-foresights.ts';
import { createDecisionHistory } from './dynamodb-history.ts';
import { createLastTick } from './dynamodb-last-tick.ts';
import { createOutbox, eventPost, notificationPost } from './dynamodb-outbox.ts';
import { createOverrideBook } from './dynamodb-override-book.ts';
import { createOverrides } from './dynamodb-overrides.ts';
import { createSpendLedger } from './dynamodb-spend.ts';
import { createStateStore } from './dynamodb-states.ts';
import { createFleetSummaries } from './dynamodb-summary.ts';
import { createServiceReader } from './ecs-reader.ts';
import { createServiceWriter } from './ecs-writer.ts';
import { createEventBus } from './eventbridge.ts';
import { createReadTurns } from './read-turns.ts';
import type { Warn } from './refreshed.ts';
import { createServiceHistories } from './service-history.ts';
import { createNotifier } from './sns.ts';
import { createShardQueue } from './sqs-shards.ts';
import { createUpdateTurns } from './update-turns.ts';

export type AwsPortsOptions = {
  readonly home: Home;
  readonly table: string;
  readonly topicArn: string;
  /** @default what the SDK resolves: AWS_ENDPOINT_URL, else the region's own endpoints */
  readonly endpoint?: string;
  /** Told of what went wrong and was worked round. @default process.emitWarning */
  readonly warn?: Warn;
  /**
   * Whether the list of tagged services is kept in the table; not for who only looks.
   * @default true
   */
  readonly keepsRoster?: boolean;
  /** Of the queue that workers are woken by. @default none: only fleets of one shard are scaled */
  readonly shardQueueUrl?: string | null;
  /**
   * Whether it takes turns to describe services with others; who looks at a whole fleet is alone with it.
   * @default false
   */
  readonly sharesReads?: boolean;
};

export const emitWarning: Warn = (message) => process.emitWarning(message, 'FlyballWarning');

export const settingsOf = ({
  home: { region },
  endpoint,
}: Pick<AwsPortsOptions, 'home' | 'endpoint'>) =>
  clientSettings(endpoint === undefined ? { region } : { region, endpoint });

export const createAwsPorts = (options: AwsPortsOptions): Ports => {
  const {
    home,
    topicArn,
    warn = emitWarning,
    keepsRoster = true,
    shardQueueUrl = null,
    sharesReads = false,
  } = options;
  const settings = settingsOf(options);
  const ecs = new ECSClient(settings);
  // Or the host of a queue's URL would be called instead of the endpoint that is set.
  const sqs = new SQSClient({ ...settings, useQueueUrlAsEndpoint: false });
  const table = { client: new DynamoDBClient(settings), name: options.table };
  return {
    claims: createTickClaims(table),
    lastTick: createLastTick(table),
    spend: createSpendLedger(table),
    directory: createDirectory({
      page: createTaggedPage(new ResourceGroupsTaggingAPIClient(settings), warn),
      store: keepsRoster ? createRosterStore(table, warn) : null,
      warn,
    }),
    serviceReader: createServiceReader(
      ecs,
      home,
      sharesReads ? createReadTurns(table, home) : undefined,
    ),
    turns: createUpdateTurns(table, home),
    serviceWriter: createServiceWriter(ecs, home),
    signals: createAwsSignalSource(settings),
    states: createStateStore(table),
    overrides: createOverrides(table),
    foresights: createForesightReader(table, warn),
    decisions: createDecisionLog(table),
    rivals: createRivalScalers(new ApplicationAutoScalingClient(settings), home, warn),
    alerts: createAlertBook(table, warn),
    notifier: createNotifier(new SNSClient(settings), topicArn),
    outbox: createOutbox(table, notificationPost, warn),
    events: {
      bus: createEventBus(new EventBridgeClient(settings)),
      outbox: createOutbox(table, eventPost, warn),
    },
    summaries: createFleetSummaries(table),
    shards: createShardQueue(sqs, shardQueueUrl),
  };
};

export const createAwsOperatorPorts = (
  options: Omit<AwsPortsOptions, 'topicArn'>,
): OperatorPorts => {
  const { warn = emitWarning } = options;
  const settings = settingsOf(options);
  const table = { client: new DynamoDBClient(settings), name: options.table };
  return {
    overrideBook: createOverrideBook(table),
    history: createDecisionHistory(table, warn),
    alertDesk: createAlertDesk(table, warn),
    lastTick: createLastTick(table),
    spend: createSpendLedger(table),
    deployment: createDeploymentRecord(table),
    summaries: createFleetSummaries(table),
  };
};

/** For the function, to say what it goes by. */
export const createAwsDeploymentRecord = (
  options: Pick<AwsPortsOptions, 'home' | 'table' | 'endpoint'>,
): DeploymentRecord =>
  createDeploymentRecord({
    client: new DynamoDBClient(settingsOf(options)),
    name: options.table,
  });

/** Needs no stack: who takes a service over has none yet. */
export const createAwsRegistrations = (region: string): Registrations => {
  const settings = clientSettings({ region });
  return createRegistrations({
    autoScaling: new ApplicationAutoScalingClient(settings),
    cloudWatch: new CloudWatchClient(settings),
  });
};

/** Needs no stack: a policy is tried on the past before anything is deployed. */
export const createAwsServiceHistories = (region: string): ServiceHistories =>
  createServiceHistories(createReadMetrics(new CloudWatchClient(clientSettings({ region }))));
