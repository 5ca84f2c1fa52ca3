/** The ports of a worker: those of a tick, at a pace that all workers keep together, and the ledger between them. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ECSClient } from '@aws-sdk/client-ecs';
import type { LedgerBook, Ports } from '#lib/ports.ts';
import { type AwsPortsOptions, createAwsPorts, settingsOf } from './aws-ports.ts';
import { createLedgerBook } from './dynamodb-ledger.ts';
import { createServiceWriter, updatePace } from './ecs-writer.ts';
import { createSharedPace } from './shared-pace.ts';

export type WorkerPorts = { readonly ports: Ports; readonly ledger: LedgerBook };

/** What one worker may hold while another waits: a second's worth. */
const updatesAtOnce = 4;

export const createAwsWorkerPorts = (options: AwsPortsOptions): WorkerPorts => {
  const { home } = options;
  const settings = settingsOf(options);
  const table = { client: new DynamoDBClient(settings), name: options.table };
  const pace = createSharedPace({
    table,
    home,
    name: 'update',
    ...updatePace,
    atOnce: updatesAtOnce,
  });
  const serviceWriter = createServiceWriter(new ECSClient(settings), home, pace);
  return {
    ports: { ...createAwsPorts(options), serviceWriter },
    ledger: createLedgerBook(table),
  };
};
