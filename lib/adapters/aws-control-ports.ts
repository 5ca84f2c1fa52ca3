/** What the control function touches over AWS: no writer of counts is among it. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ControlPorts } from '#lib/control/world.ts';
import { type AwsPortsOptions, createAwsOperatorPorts, createAwsPorts } from './aws-ports.ts';
import { clientSettings } from './client-settings.ts';
import { createAuditTrail } from './dynamodb-audit.ts';
import { createCanary } from './dynamodb-canary.ts';

type Options = Omit<AwsPortsOptions, 'topicArn'>;

const emitWarning = (message: string): void => process.emitWarning(message, 'FlyballWarning');

export const createAwsControlPorts = (options: Options): ControlPorts => {
  const { serviceReader, signals, states, overrides, alerts, divisions } = createAwsPorts({
    ...options,
    topicArn: '',
  });
  const { overrideBook, history, alertDesk, lastTick, summaries } = createAwsOperatorPorts(options);
  const { home, endpoint, warn = emitWarning } = options;
  const settings = clientSettings(
    endpoint === undefined ? { region: home.region } : { region: home.region, endpoint },
  );
  const table = { client: new DynamoDBClient(settings), name: options.table };
  return {
    ...{ serviceReader, signals, states, overrides, alerts, divisions },
    ...{ overrideBook, history, alertDesk, lastTick, summaries },
    audit: createAuditTrail(table, warn),
    canary: createCanary(table),
  };
};
