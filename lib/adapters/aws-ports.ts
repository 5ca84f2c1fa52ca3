/** Every port of a tick over AWS. Clients are made once, since a connection that is kept saves a handshake a call. */
import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';
import { readerOf } from '#config/spoke-roles.ts';
import type { DeploymentRecord } from '#lib/deployment.ts';
import type { OperatorPorts } from '#lib/operator-ports.ts';
import type { Ports } from '#lib/ports.ts';
import type { Registrations } from '#lib/registration.ts';
import type { ServiceHistories, WayToAccount } from '#lib/service-history.ts';
import { createRegistrations } from './application-auto-scaling-import.ts';
import { createAssumedRole, type ProvideCredentials } from './assumed-role.ts';
import { type AwsPortsOptions, emitWarning, settingsIn, settingsOf } from './aws-options.ts';
import { clientSettings } from './client-settings.ts';
import { createReadMetrics } from './cloudwatch.ts';
import { createAlertDesk } from './dynamodb-alert-desk.ts';
import { createAlertBook } from './dynamodb-alerts.ts';
import { createTickClaims } from './dynamodb-claims.ts';
import { createDecisionLog } from './dynamodb-decisions.ts';
import { createDeploymentRecord } from './dynamodb-deployment.ts';
import { createDivisionBook } from './dynamodb-division.ts';
import { createForesightReader } from './dynamodb-foresights.ts';
import { createDecisionHistory } from './dynamodb-history.ts';
import { createLastTick } from './dynamodb-last-tick.ts';
import { createLedgerBook } from './dynamodb-ledger.ts';
import { createOutbox, eventPost, notificationPost } from './dynamodb-outbox.ts';
import { createOverrideBook } from './dynamodb-override-book.ts';
import { createOverrides } from './dynamodb-overrides.ts';
import { createSpendLedger } from './dynamodb-spend.ts';
import { createStateStore } from './dynamodb-states.ts';
import { createFleetSummaries } from './dynamodb-summary.ts';
import { createEventBus } from './eventbridge.ts';
import { createHomes } from './home-ports.ts';
import { routedPorts } from './routed/ports.ts';
import { createServiceHistories } from './service-history.ts';
import { createNotifier } from './sns.ts';
import { createShardQueue } from './sqs-shards.ts';
import { createStirQueue } from './sqs-stirs.ts';

export const createAwsPorts = (options: AwsPortsOptions): Ports => {
  const { topicArn, warn = emitWarning, shardQueueUrl = null, stirQueueUrl = null } = options;
  const settings = settingsOf(options);
  // Or the host of a queue's URL would be called instead of the endpoint that is set.
  const sqs = new SQSClient({ ...settings, useQueueUrlAsEndpoint: false });
  const table = { client: new DynamoDBClient(settings), name: options.table };
  return {
    ...routedPorts(createHomes({ ...options, table })),
    claims: createTickClaims(table),
    lastTick: createLastTick(table),
    spend: createSpendLedger(table),
    states: createStateStore(table),
    overrides: createOverrides(table),
    foresights: createForesightReader(table, warn),
    decisions: createDecisionLog(table),
    alerts: createAlertBook(table, warn),
    notifier: createNotifier(new SNSClient(settings), topicArn),
    outbox: createOutbox(table, notificationPost, warn),
    events: {
      bus: createEventBus(new EventBridgeClient(settings)),
      outbox: createOutbox(table, eventPost, warn),
    },
    summaries: createFleetSummaries(table),
    shards: createShardQueue(sqs, shardQueueUrl),
    divisions: createDivisionBook(table),
    ledger: createLedgerBook(table),
    stirs: createStirQueue(sqs, stirQueueUrl, warn),
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

const readerBy = ({ role, stsRegion }: WayToAccount): ProvideCredentials => {
  const sts = new STSClient(clientSettings({ region: stsRegion }));
  return createAssumedRole(
    { ...role, arn: readerOf(role.arn) },
    { sts, sessionName: 'flyball-cli' },
  );
};

/** Needs no stack: a policy is tried on the past before anything is deployed. */
export const createAwsServiceHistories = (
  region: string,
  /** `null`: one's own credentials. */
  way: WayToAccount | null,
): ServiceHistories => {
  const credentials = way === null ? null : readerBy(way);
  const client = new CloudWatchClient(settingsIn(region, {}, credentials));
  return createServiceHistories(createReadMetrics(client));
};
