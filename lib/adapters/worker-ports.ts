/** The ports of a worker: those of a tick, at a pace that all workers keep together, and the ledger between them. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { LedgerBook, Ports } from '#lib/ports.ts';
import type { Home } from '#config/fleet.ts';
import { type AwsPortsOptions, settingsOf } from './aws-options.ts';
import { createAwsPorts } from './aws-ports.ts';
import { createLedgerBook } from './dynamodb-ledger.ts';
import { updatePace } from './ecs-writer.ts';
import { createSharedPace } from './shared-pace.ts';

export type WorkerPorts = { readonly ports: Ports; readonly ledger: LedgerBook };

/** What one worker may hold while another waits: a second's worth. */
const updatesAtOnce = 4;

export const createAwsWorkerPorts = (options: AwsPortsOptions): WorkerPorts => {
  const table = { client: new DynamoDBClient(settingsOf(options)), name: options.table };
  const paceOf = (home: Home) =>
    createSharedPace({ table, home, name: 'update', ...updatePace, atOnce: updatesAtOnce });
  return {
    ports: createAwsPorts({ ...options, paceOf }),
    ledger: createLedgerBook(table),
  };
};
