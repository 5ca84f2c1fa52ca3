/** The ports of a worker: those of a tick, and the ledger between all workers. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { LedgerBook, Ports } from '#lib/ports.ts';
import { type AwsPortsOptions, createAwsPorts, settingsOf } from './aws-ports.ts';
import { createLedgerBook } from './dynamodb-ledger.ts';

export type WorkerPorts = { readonly ports: Ports; readonly ledger: LedgerBook };

export const createAwsWorkerPorts = (options: AwsPortsOptions): WorkerPorts => {
  const table = { client: new DynamoDBClient(settingsOf(options)), name: options.table };
  return {
    ports: createAwsPorts({ ...options, sharesReads: true }),
    ledger: createLedgerBook(table),
  };
};
