/** The ports of a worker: those of a tick, at a pace that all workers keep together, and the ledger between them. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ECSClient } from '@aws-sdk/client-ecs';
import type { LedgerBook, Ports } from '#lib/ports.ts';
import { type AwsPortsOptions, createAwsPorts, settingsOf } from './aws-ports.ts';
import { createLedgerBook } from './dynamodb-ledger.ts';
import { createServiceReader, readPace } from './ecs-reader.ts';
import { createServiceWriter, updatePace } from './ecs-writer.ts';
import { createSharedPace } from './shared-pace.ts';

export type WorkerPorts = { readonly ports: Ports; readonly ledger: LedgerBook };

/** What one worker may hold while another waits. A shard of 500 services makes five or six reads for those whose turn it is. */
const updatesAtOnce = 4;
const readsAtOnce = 6;

export const createAwsWorkerPorts = (options: AwsPortsOptions): WorkerPorts => {
  const { home } = options;
  const settings = settingsOf(options);
  const table = { client: new DynamoDBClient(settings), name: options.table };
  const ecs = new ECSClient(settings);
  const updates = { ...updatePace, atOnce: updatesAtOnce };
  const reads = { ...readPace, atOnce: readsAtOnce };
  const updating = createSharedPace({ table, home, name: 'update', ...updates });
  const reading = createSharedPace({ table, home, name: 'read', ...reads });
  const serviceWriter = createServiceWriter(ecs, home, updating);
  const serviceReader = createServiceReader(ecs, home, reading);
  return {
    ports: { ...createAwsPorts(options), serviceReader, serviceWriter },
    ledger: createLedgerBook(table),
  };
};
