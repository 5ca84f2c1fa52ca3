/**
 * For people at a terminal, who know the stack's name and not the table's, and whose account nobody told us:
 * the table's ARN says all three. The function itself is told by its environment.
 */
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  GetResourcesCommand,
  ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api';
import type { Home } from '#config/fleet.ts';
import type { Deadline } from '#lib/ports.ts';
import { call } from './call.ts';
import { clientSettings } from './client-settings.ts';

export type TableAddress = { readonly table: string; readonly home: Home };

const tableArn =
  /^arn:[^:]+:dynamodb:(?<region>[^:]+):(?<account>\d{12}):table\/(?<table>[A-Za-z0-9_.-]+)$/;

const addressOf = (arn: string | undefined): TableAddress | null => {
  const { region, account, table } = tableArn.exec(arn ?? '')?.groups ?? {};
  if (!region || !account || !table) return null;
  return { table, home: { account, region } };
};

/** As the SDK resolves it: AWS_REGION, else the profile's. Rejects with "Region is missing" when neither says. */
export const configuredRegion = (): Promise<string> => new DynamoDBClient({}).config.region();

export const tableByName = async (
  client: DynamoDBClient,
  name: string,
  deadline: Deadline,
): Promise<TableAddress> => {
  const command = new DescribeTableCommand({ TableName: name });
  const { Table } = await call(`DynamoDB DescribeTable ${name}`, deadline, (options) =>
    client.send(command, options),
  );
  const address = addressOf(Table?.TableArn);
  if (address !== null) return address;
  throw new Error(`The table ${name} has an ARN of an unknown form: ${Table?.TableArn}`);
};

/** By the tag that CloudFormation puts on all it makes. `null`: the stack has no table here. */
export const tableOfStack = async (
  client: ResourceGroupsTaggingAPIClient,
  stack: string,
  deadline: Deadline,
): Promise<TableAddress | null> => {
  const command = new GetResourcesCommand({
    ResourceTypeFilters: ['dynamodb:table'],
    TagFilters: [{ Key: 'aws:cloudformation:stack-name', Values: [stack] }],
  });
  const output = await call(`Tagging GetResources of the stack ${stack}`, deadline, (options) =>
    client.send(command, options),
  );
  const found = (output.ResourceTagMappingList ?? []).map(({ ResourceARN }) =>
    addressOf(ResourceARN),
  );
  return found.find((address) => address !== null) ?? null;
};

export type TableFinder = {
  readonly byName: (name: string, deadline: Deadline) => Promise<TableAddress>;
  readonly ofStack: (stack: string, deadline: Deadline) => Promise<TableAddress | null>;
};

export const createTableFinder = (region: string): TableFinder => {
  const settings = clientSettings({ region });
  return {
    byName: (name, deadline) => tableByName(new DynamoDBClient(settings), name, deadline),
    ofStack: (stack, deadline) =>
      tableOfStack(new ResourceGroupsTaggingAPIClient(settings), stack, deadline),
  };
};
