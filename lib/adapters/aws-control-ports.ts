/** What the control function touches over AWS: no writer of counts is among it. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ControlPorts } from '#lib/control/world.ts';
import { type AwsPortsOptions, emitWarning, settingsOf } from './aws-options.ts';
import { createAwsOperatorPorts, createAwsPorts } from './aws-ports.ts';
import { createAuditTrail } from './dynamodb-audit.ts';
import { createCanary } from './dynamodb-canary.ts';

type Options = Omit<AwsPortsOptions, 'topicArn'>;

export const createAwsControlPorts = (options: Options): ControlPorts => {
  const { serviceReader, signals, states, overrides, alerts, divisions } = createAwsPorts({
    ...options,
    topicArn: '',
  });
  const { overrideBook, history, alertDesk, lastTick, summaries } = createAwsOperatorPorts(options);
  const { warn = emitWarning } = options;
  const table = { client: new DynamoDBClient(settingsOf(options)), name: options.table };
  return {
    ...{ serviceReader, signals, states, overrides, alerts, divisions },
    ...{ overrideBook, history, alertDesk, lastTick, summaries },
    audit: createAuditTrail(table, warn),
    canary: createCanary(table),
  };
};
