/** A table of its own in an embedded DynamoDB that answers over HTTP. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientSettings } from '#adapters/client-settings.ts';
import type { Table } from '#adapters/table.ts';

const dynalite: (options: { readonly createTableMs: number }) => Server = createRequire(
  import.meta.url,
)('dynalite');

export type Stopping = { readonly stop: () => Promise<void> };

/** Port 0 and loopback: tests run beside each other and beside anything else on the machine. */
export const listenOnLoopback = async (server: Server): Promise<Stopping & { url: string }> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = portOf(server);
  const stop = async () => {
    server.closeAllConnections?.();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, stop };
};

const portOf = (server: Server): AddressInfo => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address;
};

export const createTable = async (client: DynamoDBClient, name: string): Promise<Table> => {
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
    }),
  );
  return { client, name };
};

export const startTable = async (): Promise<Stopping & { readonly table: Table }> => {
  const { url, stop } = await listenOnLoopback(dynalite({ createTableMs: 0 }));
  const client = new DynamoDBClient({
    ...clientSettings({ region: 'us-east-1', endpoint: url }),
    ...anyone,
  });
  return { table: await createTable(client, 'flyball'), stop };
};

/** Nobody checks signatures here, but the SDK will not send without one. */
export const anyone = { credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
