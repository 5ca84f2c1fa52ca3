/** What is deployed, as one item that the function puts and the CLI gets. */
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { DeploymentRecord } from '#lib/deployment.ts';
import { call } from './call.ts';
import { deploymentKey, fromItem, type Table, toItem } from './table.ts';

const deploymentSchema = z.object({
  seenMs: z.number().int().min(0),
  parameters: z.record(z.string(), z.string()),
  fleetYaml: z.string().nullable(),
});

export const createDeploymentRecord = ({ client, name }: Table): DeploymentRecord => ({
  publish: async (deployment, deadline) => {
    const command = new PutItemCommand({
      TableName: name,
      Item: toItem({ ...deploymentKey, ...deployment }),
    });
    await call('DynamoDB PutItem what is deployed', deadline, (options) =>
      client.send(command, options),
    );
  },
  read: async (deadline) => {
    const command = new GetItemCommand({ TableName: name, Key: toItem(deploymentKey) });
    const { Item } = await call('DynamoDB GetItem what is deployed', deadline, (options) =>
      client.send(command, options),
    );
    if (Item === undefined) return null;
    const parsed = deploymentSchema.safeParse(fromItem(Item));
    if (parsed.success) return parsed.data;
    throw new Error(
      `the item ${deploymentKey.pk}/${deploymentKey.sk} of table ${name} is none that Flyball wrote; delete it, and the next cold start of the function writes it anew`,
      { cause: parsed.error },
    );
  },
});
